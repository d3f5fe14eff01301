//! Which words count as the same: the table that was measured, through the page.

use super::{Scene, topic};

/// What was written, and what somebody looks for.
const SAME: &[(&str, &str)] = &[
    ("إطلاق", "اطلاق"),
    ("اطلاق", "إطلاق"),
    ("أحمد", "احمد"),
    ("مدرسة", "مدرسه"),
    ("مُحَمَّد", "محمد"),
    ("تـــقنية", "تقنية"),
    ("٢٠٢٥", "2025"),
    ("الصيانة", "صيانة"),
    ("وصيانة", "صيانة"),
    ("للصيانة", "صيانة"),
    ("بالصيانة", "صيانة"),
    ("صيانة", "للصيانة"),
    ("صيانة", "والصيانة"),
    ("الوقود", "وقود"),
    ("وقود", "الوقود"),
    ("بالكهرباء", "كهرباء"),
    ("كهرباء", "بالكهرباء"),
    ("آلات", "الات"),
    ("على", "علي"),
    ("ک", "ك"),
    ("مسؤول", "مسوول"),
    ("مسؤول", "مسئول"),
    ("روبوتات", "روبوت"),
    ("روبوت", "روبوتات"),
    ("الطاقة", "طاقات"),
    ("مصانع", "مصنع"),
    ("المصنع", "المصانع"),
    ("Pumps", "pump"),
    ("battery", "BATTERIES"),
    ("predictive maintenance", "الصيانة التنبؤية"),
    ("التوأم الرقمي", "digital twin"),
];

/// Words that nobody else uses, so that each post is asked for by itself.
fn marks() -> impl Iterator<Item = String> {
    ('a'..='z').flat_map(|first| ('a'..='z').map(move |second| format!("xq{first}{second}")))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_in_two_ways_is_found_by_either() {
    let scene = Scene::new().await;
    let mut posts = Vec::new();
    for (mark, (written, _)) in marks().zip(SAME) {
        posts.push(scene.topic(&format!("{mark} {written} zyx")).await);
    }
    for ((mark, (written, wanted)), post) in marks().zip(SAME).zip(&posts) {
        let found = scene.found(&format!("{mark} {wanted}")).await;
        assert_eq!(found, [topic(post)], "{wanted} for {written}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_word_may_be_the_beginning_of_one() {
    let scene = Scene::new().await;
    let post = scene.topic("Alignment of compressors").await;
    assert_eq!(scene.found("alignment compr").await, [topic(&post)]);
    assert_eq!(scene.found("compr alignment").await, [""; 0], "only the last one");
    let arabic = scene.topic("محاذاة الضواغط الكبيرة").await;
    assert_eq!(scene.found("محاذاة الضوا").await, [topic(&arabic)]);
    assert_eq!(scene.found("ضوا").await, [topic(&arabic)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn phrases_stand_together_and_a_minus_leaves_out() {
    let scene = Scene::new().await;
    let cold = scene.topic("Drying cold humid air").await;
    let humid = scene.topic("Drying humid and cold rooms").await;
    let mut both = scene.found("cold humid").await;
    both.sort();
    assert_eq!(both, [topic(&cold), topic(&humid)]);
    assert_eq!(scene.found("\"cold humid\"").await, [topic(&cold)]);
    assert_eq!(scene.found("humid -rooms").await, [topic(&cold)]);
    assert_eq!(scene.found("humid -\"cold rooms\"").await, [topic(&cold)]);
    let arabic = scene.topic("تجفيف الهواء البارد").await;
    assert_eq!(
        scene.found("«هواء بارد»").await,
        [topic(&arabic)],
        "with the article or without"
    );
    assert_eq!(scene.found("\"بارد هواء\"").await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_title_counts_more_than_a_text_and_a_newer_post_more_than_an_older_one() {
    let scene = Scene::new().await;
    let title = scene.topic("Corrosion").await;
    let text = scene.topic("Paint for tanks").await;
    let form = majlis::domain::posts::TopicForm {
        title: text.title.clone(),
        body: "Is it any good against corrosion at sea, says everybody, all day long?".to_owned(),
        language: "en".to_owned(),
        ..Default::default()
    };
    majlis::domain::posts::rewrite(scene.test.core(), &scene.noura.principal(), text.id, &form)
        .await
        .expect("rewritten");
    assert_eq!(scene.found("corrosion").await, [topic(&title), topic(&text)]);
    let newest = scene.guest().get("/search?q=corrosion&sort=newest").await;
    assert_eq!(
        newest.attributes(".hit-row h3 a", "href"),
        [topic(&text), topic(&title)]
    );
}
