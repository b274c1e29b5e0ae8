//! British and American spelling: both become one, which need be neither. The result is part of a key and seen by nobody,
//! so a rule may also change words that it does not mean, as long as no two words of their own become one.

/// Endings, and what takes their place. The first that fits behind so many letters is used.
static ENDINGS: &[(&str, usize, &str)] = &[
    ("isation", 3, "isation"),
    ("ization", 3, "isation"),
    ("izations", 3, "isations"),
    ("ize", 3, "ise"),
    ("izes", 3, "ises"),
    ("ized", 3, "ised"),
    ("izer", 3, "iser"),
    ("izers", 3, "isers"),
    ("izing", 3, "ising"),
    ("izable", 3, "isable"),
    ("yze", 3, "yse"),
    ("yzes", 3, "yses"),
    ("yzed", 3, "ysed"),
    ("yzer", 3, "yser"),
    ("yzing", 3, "ysing"),
    ("ogue", 3, "og"),
    ("ogues", 3, "ogs"),
    ("ogued", 3, "oged"),
    ("oguing", 3, "oging"),
    ("tre", 2, "ter"),
    ("tres", 2, "ters"),
    ("tred", 2, "tered"),
    ("tring", 3, "tering"),
    ("bre", 2, "ber"),
    ("bres", 2, "bers"),
    ("llor", 3, "lor"),
    ("llors", 3, "lors"),
    ("ller", 3, "ler"),
    ("llers", 3, "lers"),
];

/// Parts that are the same wherever they stand.
static PARTS: &[(&str, &str)] = &[
    ("programme", "program"),
    ("practic", "practis"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("licenc", "licens"),
    ("pretence", "pretense"),
    ("dgement", "dgment"),
    ("ageing", "aging"),
    ("learnt", "learned"),
    ("artefact", "artifact"),
    ("enquir", "inquir"),
    ("skeptic", "sceptic"),
    ("sulph", "sulf"),
    ("leuco", "leuko"),
    ("rrhoe", "rrhe"),
    ("foet", "fet"),
    ("homoeo", "homeo"),
    ("coeliac", "celiac"),
    ("manoeuv", "maneuv"),
    ("grey", "gray"),
];

/// An English word, folded, as both spellings have it.
pub fn one_spelling(word: &str) -> String {
    let mut word = word.to_owned();
    for (part, plain) in PARTS {
        if word.contains(part) {
            // "practical" is no kind of practice.
            if *part != "practic" || !word.contains("practica") {
                word = word.replace(part, plain);
            }
        }
    }
    // Greek and Latin vowels: "paediatric", "oedema".
    if word.len() > 5 {
        word = word.replace("ae", "e");
        if word.starts_with("oe") {
            word.remove(0);
        }
    }
    // "behaviour", but neither "four" nor "flour".
    if let Some(at) = word.find("our").filter(|at| *at >= 3) {
        word.replace_range(at..at + 3, "or");
    }
    let ending = ENDINGS
        .iter()
        .find(|(ending, least, _)| word.strip_suffix(ending).is_some_and(|before| before.len() >= *least));
    if let Some((ending, _, plain)) = ending {
        word.replace_range(word.len() - ending.len().., plain);
    }
    word
}
