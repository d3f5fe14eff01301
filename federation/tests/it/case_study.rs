//! The record of a case study: what we write we read again, every term is declared, and nothing that is written otherwise makes
//! an article unreadable.

use federation::{
    build::{
        ArticleDraft, AttachmentDraft, CaseStudyDraft, CostDraft, Envelope, FigureDraft, PassageDraft, PlaceDraft,
        TermDraft, VersionDraft, create,
    },
    context,
    objects::{
        ContentDocument,
        case_study::{CaseStudyDocument, Cost, Figure, Passage, Place, Readiness, Term, Version},
    },
    origin::Policy,
    receivers::complaints,
};
use serde_json::{Value, json};

use crate::{drafts, url};

fn term(code: &str, name: &str) -> TermDraft {
    TermDraft {
        code: code.to_owned(),
        name: name.to_owned(),
    }
}

fn passage(text: &str) -> PassageDraft {
    PassageDraft {
        html: format!("<p>{text}</p>"),
        markdown: Some(text.to_owned()),
    }
}

fn article() -> ArticleDraft {
    let mut topic = drafts::topic();
    topic.attachments.push(AttachmentDraft::Image {
        url: url("https://east.example/media/1"),
        media_type: "image/webp".to_owned(),
        description: Some("A press".to_owned()),
        size: Some((800, 600)),
        blurhash: Some("LEHV6nWB2yk8pyo0adR*.7kCMdnj".to_owned()),
    });
    ArticleDraft {
        topic,
        summary: Some("Cameras over the presses.".to_owned()),
        record: Some(CaseStudyDraft {
            problem: passage("Short shots"),
            solution: passage("Cameras"),
            lessons: Some(passage("Light")),
            sector: Some(term("22", "Rubber and plastics products")),
            technologies: vec![term("machine-vision", "Machine vision"), term("ai", "AI")],
            vendors: vec!["Basira".to_owned(), "Gulf".to_owned()],
            company_size: Some("medium".to_owned()),
            organisation: Some("Sahra".to_owned()),
            cost: Some(CostDraft {
                amount: Some(450_000),
                band: "to_500k".to_owned(),
            }),
            payback_months: Some(9),
            metrics: vec![FigureDraft {
                name: "Scrap".to_owned(),
                unit: "%".to_owned(),
                before: Some(6.1),
                after: Some(5.0),
                period: "a year".to_owned(),
            }],
            readiness: vec![("collaboration".to_owned(), Some(1), None)],
            milestones: vec![("2026-03".to_owned(), "First camera".to_owned())],
            contact: "replies".to_owned(),
            place: Some(PlaceDraft {
                name: "Al-Kharj road, Riyadh 2, Riyadh".to_owned(),
                region: Some(term("SA-01", "Riyadh")),
                city: Some(term("riyadh-2", "Riyadh 2")),
                locality: "Al-Kharj road".to_owned(),
                country: "SA".to_owned(),
                point: Some((24.0, 46.5)),
            }),
            grew_from: Some(url("https://east.example/topics/1")),
            versions: vec![VersionDraft {
                id: url("https://east.example/cases/2"),
                language: Some("ar".to_owned()),
                title: "خفض الهدر".to_owned(),
            }],
        }),
    }
}

#[test]
fn everything_that_is_written_is_read() {
    let document = article().build().document();
    let read = ContentDocument::read(&document).unwrap();
    let section = |text: &str| {
        Some(Passage {
            html: format!("<p>{text}</p>"),
            markdown: Some(text.to_owned()),
        })
    };
    let term = |code: &str, name: &str| Term {
        code: Some(code.to_owned()),
        name: Some(name.to_owned()),
    };
    let text = |text: &str| Some(text.to_owned());
    let expected = CaseStudyDocument {
        problem: section("Short shots"),
        solution: section("Cameras"),
        lessons: section("Light"),
        sector: Some(term("22", "Rubber and plastics products")),
        technologies: vec![term("machine-vision", "Machine vision"), term("ai", "AI")],
        vendors: vec!["Basira".to_owned(), "Gulf".to_owned()],
        company_size: text("medium"),
        organisation: text("Sahra"),
        cost: Some(Cost {
            amount: text("450000"),
            currency: text("SAR"),
            band: text("to_500k"),
        }),
        payback_months: text("9"),
        metrics: vec![Figure {
            name: "Scrap".to_owned(),
            unit: "%".to_owned(),
            before: text("6.1"),
            after: text("5"),
            period: "a year".to_owned(),
        }],
        readiness: vec![Readiness {
            dimension: "collaboration".to_owned(),
            before: text("1"),
            after: None,
        }],
        milestones: vec![("2026-03".to_owned(), "First camera".to_owned())],
        contact: text("replies"),
        place: Some(Place {
            name: text("Al-Kharj road, Riyadh 2, Riyadh"),
            region: Some(term("SA-01", "Riyadh")),
            city: Some(term("riyadh-2", "Riyadh 2")),
            locality: text("Al-Kharj road"),
            point: Some((24.0, 46.5)),
        }),
        grew_from: Some(url("https://east.example/topics/1")),
        versions: vec![Version {
            id: url("https://east.example/cases/2"),
            language: text("ar"),
        }],
    };
    assert_eq!(read.case_study.as_deref(), Some(&expected));
    assert!(
        document["location"]["latitude"].is_f64(),
        "some drop a place with whole degrees"
    );
}

/// Terms of ActivityStreams that articles and events use.
const ACTIVITY_STREAMS: [&str; 36] = [
    "startTime",
    "endTime",
    "totalItems",
    "orderedItems",
    "id",
    "type",
    "actor",
    "object",
    "to",
    "cc",
    "audience",
    "attributedTo",
    "attachment",
    "content",
    "contentMap",
    "context",
    "href",
    "hreflang",
    "height",
    "width",
    "latitude",
    "longitude",
    "location",
    "mediaType",
    "name",
    "published",
    "updated",
    "replies",
    "source",
    "summary",
    "tag",
    "url",
    "Article",
    "Place",
    "Link",
    "@context",
];

/// Every key that stands anywhere in a value; those of `contentMap` are languages.
pub(crate) fn keys(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                found.push(key.clone());
                if !matches!(key.as_str(), "contentMap" | "@context") {
                    keys(value, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

pub(crate) fn declared(context: &Value, term: &str) -> bool {
    let layers = context.as_array().unwrap();
    ACTIVITY_STREAMS.contains(&term) || layers.iter().any(|layer| layer.get(term).is_some())
}

#[test]
fn every_term_is_declared_where_it_is_used_and_in_the_vocabulary() {
    let document = article().build().document();
    let mut used = Vec::new();
    keys(&document, &mut used);
    assert!(used.iter().any(|key| key == "industrialCity"));
    for term in &used {
        assert!(declared(&document["@context"], term), "{term} is not declared");
        assert!(
            declared(&context::vocabulary()["@context"], term),
            "{term} cannot be looked up"
        );
    }
}

#[test]
fn the_schema_says_what_is_sent() {
    let schema: Value = serde_json::from_str(include_str!("../../../docs/federation/case-study.schema.json")).unwrap();
    let described = schema["properties"].as_object().unwrap();
    let plain = drafts::topic().build().document();
    let document = article().build().document();
    let sent = document.as_object().unwrap().keys();
    let ours: Vec<&String> = sent
        .filter(|key| plain.get(*key).is_none() && !matches!(key.as_str(), "actor" | "summary"))
        .collect();
    for key in &ours {
        assert!(described.contains_key(*key), "{key} is not described");
    }
    for key in described.keys() {
        assert!(ours.contains(&key), "{key} is described and not sent");
    }
}

#[test]
fn the_terms_come_along_with_whatever_carries_a_case_study_and_with_nothing_else() {
    let envelope = Envelope {
        id: url("https://east.example/activities/create/1"),
        actor: url("https://east.example/u/noura"),
        group: None,
        recipients: article().topic.recipients,
    };
    let carrying = create(&envelope, article().build()).document();
    assert!(declared(&carrying["@context"], "paybackMonths"));
    assert!(carrying["object"].get("@context").is_none());
    let topic = drafts::topic().build().document();
    assert_eq!(topic["@context"], context::context());
    assert!(!declared(&topic["@context"], "paybackMonths"));
}

#[test]
fn strict_readers_of_articles_have_no_complaints() {
    let found = complaints(&article().build().document(), Policy::default());
    assert!(found.is_empty(), "{found:?}");
}

/// An article whose record is otherwise; null takes a key away.
fn otherwise(key: &str, value: Value) -> Option<CaseStudyDocument> {
    let mut document = article().build().document();
    document[key] = value;
    let read = ContentDocument::read(&document).unwrap();
    read.case_study.map(|record| *record)
}

#[test]
fn an_article_is_a_case_study_only_if_it_says_so_and_tells_of_one() {
    assert_eq!(otherwise("caseStudy", Value::Null), None);
    assert_eq!(otherwise("caseStudy", json!(false)), None);
    assert_eq!(otherwise("type", json!("Page")), None);
    assert!(otherwise("caseStudy", json!("2")).is_some());
    let mut empty = article().build().document();
    empty["problem"] = json!("  ");
    empty["solution"] = json!({ "content": "" });
    assert_eq!(ContentDocument::read(&empty).unwrap().case_study, None);
}

#[test]
fn what_has_a_strange_shape_is_read_or_left_out() {
    let read = |key: &str, value: Value| otherwise(key, value).unwrap();
    let html = |html: &str| Passage {
        html: html.to_owned(),
        markdown: None,
    };
    assert_eq!(read("problem", json!("<p>Bare</p>")).problem, Some(html("<p>Bare</p>")));
    assert_eq!(read("problem", json!(["a", 7])).problem, None);
    assert_eq!(read("sector", json!(22)).sector.unwrap().code.as_deref(), Some("22"));
    assert_eq!(read("sector", json!([])).sector, None);
    assert_eq!(read("technologies", json!("ai")).technologies.len(), 1);
    assert_eq!(
        read("technologies", json!([null, {}, 7, "ai", ["x"]]))
            .technologies
            .len(),
        2
    );
    assert_eq!(
        read("vendors", json!([{ "name": "Basira" }, " ", 4])).vendors,
        ["Basira"]
    );
    assert_eq!(read("paybackMonths", json!("٩")).payback_months.as_deref(), Some("٩"));
    assert_eq!(read("paybackMonths", json!(1e300)).payback_months.unwrap().len(), 301);
    assert_eq!(read("paybackMonths", json!({ "months": 9 })).payback_months, None);
    assert_eq!(read("paybackMonths", json!("9".repeat(1_000))).payback_months, None);
    assert_eq!(read("cost", json!(450_000)).cost, None);
    assert_eq!(
        read(
            "metrics",
            json!([{ "unit": "%" }, "x", { "name": "Scrap", "before": "6.1" }])
        )
        .metrics
        .len(),
        1
    );
    assert_eq!(
        read("metrics", json!(vec![json!({ "name": "x" }); 5_000]))
            .metrics
            .len(),
        64
    );
    assert_eq!(
        read("milestones", json!({ "month": "2026-03", "name": "One" }))
            .milestones
            .len(),
        1
    );
    assert_eq!(read("location", json!("Riyadh")).place, None);
    assert_eq!(
        read("location", json!({ "latitude": "24.5", "longitude": 46 }))
            .place
            .unwrap()
            .point,
        Some((24.5, 46.0))
    );
    assert_eq!(
        read("location", json!({ "name": "x", "latitude": "NaN", "longitude": 46 }))
            .place
            .unwrap()
            .point,
        None
    );
    assert_eq!(
        read("versions", json!(["https://east.example/cases/9", "no address", 3]))
            .versions
            .len(),
        1
    );
}
