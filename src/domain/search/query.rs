//! What somebody typed into the box, taken apart: words, phrases in quotation marks, words with a minus before them, and
//! operators such as `forum:energy`, in either language. Whatever is typed can be read; what is no operator is a word.

use super::State;
use crate::domain::{fold, text};

/// Characters that are read.
pub const LENGTH_MAX: usize = 200;
/// Words and phrases that are looked for.
const PIECES_MAX: usize = 12;
/// Tags asked for at once.
const TAGS_MAX: usize = 4;
/// The longest value of an operator.
const VALUE_MAX: usize = 120;

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// As typed, without marks.
    pub text: String,
    /// It stood in quotation marks.
    pub is_phrase: bool,
    /// It must not be there.
    pub is_excluded: bool,
}

/// How old at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Since {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// As it stands in addresses.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// So many days.
    pub const fn days(self) -> i64 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 31,
            Self::Year => 366,
        }
    }

    /// Reads the word for it in either language.
    pub fn read(word: &str) -> Option<Self> {
        match fold::fold(word).as_str() {
            "day" | "يوم" => Some(Self::Day),
            "week" | "اسبوع" => Some(Self::Week),
            "month" | "شهر" => Some(Self::Month),
            "year" | "سنه" | "عام" => Some(Self::Year),
            _ => None,
        }
    }
}

/// Reads the word for a state in either language.
pub fn read_state(word: &str) -> Option<State> {
    match fold::fold(word).as_str() {
        "question" | "سوال" => Some(State::Question),
        "open" | "unanswered" | "مفتوح" => Some(State::Open),
        "solved" | "answered" | "محلول" => Some(State::Solved),
        "discussion" | "نقاش" => Some(State::Discussion),
        "announcement" | "اعلان" => Some(State::Announcement),
        _ => None,
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases, in order.
    pub pieces: Vec<Piece>,
    /// By whom: a handle.
    pub author: Option<String>,
    /// Where: the name of a forum.
    pub forum: Option<String>,
    /// With these tags, as typed.
    pub tags: Vec<String>,
    /// What the topic is.
    pub state: Option<State>,
    /// A language, without region.
    pub language: Option<String>,
    /// A server.
    pub server: Option<String>,
    /// How old at most.
    pub since: Option<Since>,
    /// Whether more was typed than is looked for.
    pub is_cut: bool,
}

impl Query {
    /// Reads what was typed.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self {
            is_cut: typed.chars().count() > LENGTH_MAX,
            ..Self::default()
        };
        let read: String = typed.chars().take(LENGTH_MAX).collect();
        let mut rest = read.trim_start();
        while let Some(token) = Token::next(&mut rest) {
            query.take(token);
            rest = rest.trim_start();
        }
        query
    }

    fn take(&mut self, token: Token) {
        if let Some(name) = &token.operator
            && self.set(name, &token.text)
        {
            return;
        }
        if let Some(tag) = token.text.strip_prefix('#')
            && !token.is_phrase
            && token.operator.is_none()
            && !token.is_excluded
        {
            self.add_tag(tag);
            return;
        }
        let text = match &token.operator {
            Some(name) => format!("{name}:{}", token.text),
            None => token.text,
        };
        if fold::words(&text).is_empty() {
            return;
        }
        if self.pieces.len() == PIECES_MAX {
            self.is_cut = true;
            return;
        }
        self.pieces.push(Piece {
            text,
            is_phrase: token.is_phrase,
            is_excluded: token.is_excluded,
        });
    }

    /// Narrows by an operator; says whether there is such a one and its value makes sense.
    fn set(&mut self, name: &str, value: &str) -> bool {
        let name = fold::fold(name);
        match name.strip_prefix("ال").unwrap_or(&name) {
            "author" | "by" | "كاتب" => self.narrow_author(value),
            "forum" | "group" | "منتدي" => self.narrow_forum(value),
            "tag" | "وسم" => return self.add_tag(value),
            "is" | "حاله" => match read_state(value) {
                Some(state) => self.state = Some(state),
                None => return false,
            },
            "lang" | "language" | "لغه" => return self.narrow_language(value),
            "from" | "instance" | "server" | "خادم" | "من" => self.narrow_server(value),
            "since" | "منذ" => match Since::read(value) {
                Some(since) => self.since = Some(since),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    /// Only by this author.
    pub fn narrow_author(&mut self, handle: &str) {
        self.author = value(handle.trim().trim_start_matches('@'));
    }

    /// Only in this forum.
    pub fn narrow_forum(&mut self, name: &str) {
        self.forum = value(name.trim().trim_start_matches('!'));
    }

    /// Only what is written on this server.
    pub fn narrow_server(&mut self, host: &str) {
        self.server = value(&host.trim().to_lowercase());
    }

    /// Only in this language; says whether it can be one.
    pub fn narrow_language(&mut self, tag: &str) -> bool {
        let tag = match fold::fold(tag.trim()).as_str() {
            "عربي" | "عربيه" | "arabic" => "ar".to_owned(),
            "انجليزي" | "انجليزيه" | "english" => "en".to_owned(),
            other => other.split(['-', '_']).next().unwrap_or_default().to_owned(),
        };
        let is_tag = text::is_language(&tag);
        if is_tag {
            self.language = Some(tag);
        }
        is_tag
    }

    /// Only with this tag, too.
    pub fn add_tag(&mut self, tag: &str) -> bool {
        let Some(tag) = value(tag.trim().trim_start_matches('#')) else {
            return false;
        };
        let is_known = self
            .tags
            .iter()
            .any(|known| text::fold_tag(known) == text::fold_tag(&tag));
        if !is_known && self.tags.len() < TAGS_MAX {
            self.tags.push(tag);
        }
        true
    }

    /// The words and phrases as they can be typed again.
    pub fn words(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| {
            let minus = if piece.is_excluded { "-" } else { "" };
            let mark = if piece.is_phrase { "\"" } else { "" };
            format!("{minus}{mark}{}{mark}", piece.text)
        });
        pieces.collect::<Vec<_>>().join(" ")
    }

    /// Whether it asks for nothing at all.
    pub fn is_empty(&self) -> bool {
        *self
            == Self {
                is_cut: self.is_cut,
                ..Self::default()
            }
    }
}

fn value(text: &str) -> Option<String> {
    (!text.is_empty() && text.chars().count() <= VALUE_MAX).then(|| text.to_owned())
}

/// What stands between two spaces.
struct Token {
    operator: Option<String>,
    text: String,
    is_phrase: bool,
    is_excluded: bool,
}

impl Token {
    /// Takes the next one from `rest`.
    fn next(rest: &mut &str) -> Option<Self> {
        if rest.is_empty() {
            return None;
        }
        let is_excluded = rest.starts_with('-');
        if is_excluded {
            *rest = &rest[1..];
        }
        let mut operator = None;
        if let Some((name, after)) = rest.split_once(':')
            && !is_excluded
            && !name.is_empty()
            && name.chars().all(char::is_alphabetic)
            && !after.is_empty()
            && !after.starts_with(char::is_whitespace)
        {
            operator = Some(name.to_owned());
            *rest = after;
        }
        let (text, is_phrase) = quoted(rest).map_or_else(|| (bare(rest), false), |text| (text, true));
        Some(Self {
            operator,
            text,
            is_phrase,
            is_excluded,
        })
    }
}

/// What stands in quotation marks at the head of `rest`; a mark that is never closed reaches to the end.
fn quoted(rest: &mut &str) -> Option<String> {
    let mark = rest.chars().next()?;
    let close = match mark {
        '"' => ['"', '"'],
        '“' | '”' => ['”', '“'],
        '«' | '»' => ['»', '«'],
        _ => return None,
    };
    let inner = &rest[mark.len_utf8()..];
    let (text, after) = match inner.find(close) {
        Some(end) => {
            let length = inner[end..].chars().next().map_or(0, char::len_utf8);
            (&inner[..end], &inner[end + length..])
        }
        None => (inner, ""),
    };
    *rest = after;
    Some(text.trim().replace('"', " "))
}

fn bare(rest: &mut &str) -> String {
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '«' | '»'))
        .unwrap_or(rest.len());
    let text = rest[..end].to_owned();
    *rest = &rest[end..];
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_read_in_either_language_and_the_rest_are_words() {
        let query = Query::parse(
            "pump forum:energy@jeddah.example tag:#OEE is:solved lang:en-GB from:Jeddah.example by:@noura",
        );
        assert_eq!(query.words(), "pump");
        assert_eq!(query.forum.as_deref(), Some("energy@jeddah.example"));
        assert_eq!(query.tags, ["OEE"]);
        assert_eq!(query.state, Some(State::Solved));
        assert_eq!(query.language.as_deref(), Some("en"));
        assert_eq!(query.server.as_deref(), Some("jeddah.example"));
        assert_eq!(query.author.as_deref(), Some("noura"));
        let query = Query::parse("المنتدى:energy مضخة الحالة:محلول وسم:\"كفاءة الطاقة\" لغة:عربي منذ:أسبوع");
        assert_eq!(query.words(), "مضخة");
        assert_eq!(query.forum.as_deref(), Some("energy"));
        assert_eq!(query.state, Some(State::Solved));
        assert_eq!(query.tags, ["كفاءة الطاقة"]);
        assert_eq!(query.language.as_deref(), Some("ar"));
        assert_eq!(query.since, Some(Since::Week));
    }

    #[test]
    fn what_is_no_operator_is_looked_for() {
        for text in [
            "is:sunny",
            "https://jeddah.example/x",
            "ratio: high",
            "a:b",
            "CO2",
            "x-ray",
        ] {
            assert_eq!(Query::parse(text).words(), text);
        }
        assert_eq!(Query::parse("#energy").tags, ["energy"]);
    }

    #[test]
    fn words_read_as_they_were_written() {
        for text in ["\"cold air\" pump -oil -\"hot air\"", "مضخة \"هواء بارد\""] {
            assert_eq!(Query::parse(text).words(), text);
            assert_eq!(Query::parse(&Query::parse(text).words()), Query::parse(text));
        }
        assert_eq!(Query::parse("«هواء بارد»").words(), "\"هواء بارد\"");
        assert_eq!(Query::parse("never \"closed").words(), "never \"closed\"");
    }

    #[test]
    fn whatever_is_typed_can_be_read() {
        let long = "word ".repeat(500);
        for text in [
            "", " ", "\"", "\"\"", "-", "--", "-\"", ":", "::", "a:", "is:", "tag:#", "#", "*", "\u{0}", "“", &long,
        ] {
            let query = Query::parse(text);
            assert!(query.pieces.len() <= PIECES_MAX, "{text}");
        }
        assert!(Query::parse(&long).is_cut);
        assert!(Query::parse("؟ - !").is_empty());
    }
}
