use federation::parse::{Limits, ParseError, json};

fn read(text: &str) -> Result<serde_json::Value, ParseError> {
    json(text.as_bytes(), Limits::INBOX)
}

#[test]
fn ordinary_json_comes_through_unchanged() {
    let text = r#"{"a":[1,-2,3.5,true,null,"x"],"b":{"c":"\u0627"}}"#;

    assert_eq!(
        read(text).unwrap(),
        serde_json::from_str::<serde_json::Value>(text).unwrap()
    );
}

#[test]
fn a_body_over_the_limit_is_refused_before_it_is_parsed() {
    let body = vec![b'x'; Limits::INBOX.bytes + 1];

    assert_eq!(
        json(&body, Limits::INBOX),
        Err(ParseError::TooLarge { limit: 512 * 1024 })
    );
    assert!(matches!(json(&body[1..], Limits::INBOX), Err(ParseError::Syntax(_))));
}

#[test]
fn thirty_two_levels_are_read_and_thirty_three_are_not() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);

    assert!(read(&nested(32)).is_ok());
    assert_eq!(read(&nested(33)), Err(ParseError::TooDeep { limit: 32 }));
    assert_eq!(read(&r#"{"a":"#.repeat(10_000)), Err(ParseError::TooDeep { limit: 32 }));
}

#[test]
fn an_array_may_have_a_thousand_items_and_no_more() {
    let array = |items: usize| format!("[{}]", vec!["0"; items].join(","));

    assert!(read(&array(1000)).is_ok());
    assert_eq!(read(&array(1001)), Err(ParseError::TooManyItems { limit: 1000 }));
}

#[test]
fn a_repeated_key_is_refused_at_any_level() {
    assert_eq!(
        read(r#"{"id":1,"id":2}"#),
        Err(ParseError::DuplicateKey("id".to_owned()))
    );
    assert_eq!(
        read(r#"{"o":[{"a":1,"\u0061":2}]}"#),
        Err(ParseError::DuplicateKey("a".to_owned()))
    );
}

#[test]
fn nul_is_refused_in_values_and_keys() {
    assert_eq!(read(r#"{"a":"x\u0000y"}"#), Err(ParseError::Nul));
    assert_eq!(read(r#"{"a\u0000":1}"#), Err(ParseError::Nul));
    assert!(matches!(read("{\"a\":\"\0\"}"), Err(ParseError::Syntax(_))));
}

#[test]
fn bytes_that_are_not_utf8_are_refused() {
    assert_eq!(json(b"{\"a\":\"\xff\"}", Limits::INBOX), Err(ParseError::NotUtf8));
    assert_eq!(json(b"\"\xed\xa0\x80\"", Limits::INBOX), Err(ParseError::NotUtf8));
}

#[test]
fn garbage_and_trailing_garbage_are_refused() {
    for text in ["", "{", "{} {}", "nonsense", "{'a':1}", "[1,]", r#"{"a":1e999}"#] {
        assert!(matches!(read(text), Err(ParseError::Syntax(_))), "{text}");
    }
}

#[test]
fn raw_text_cannot_be_smuggled_past_the_limits() {
    let smuggled = r#"{"$serde_json::private::RawValue":"{\"id\":1,\"id\":2}"}"#;

    assert!(matches!(read(smuggled), Err(ParseError::ReservedKey(_))));
}
