//! Every kind of finding, by its code. One line here is all that a new kind needs besides the place that finds it.

use super::Severity;

/// A kind of finding. Codes are never reused; numbers are grouped: G0 files and YAML, G1 references, G2 ids and
/// addresses, G3 fields, G4 text and links, G5 themes, G6 settings and output, G7 the words of
/// statements, G8 how the framework hangs together. Each has its explanation in `explain/texts/`.
#[derive(PartialEq, Eq, Debug)]
pub struct Code {
    pub id: &'static str,
    pub severity: Severity,
    /// What it means, as a title.
    pub summary: &'static str,
}

macro_rules! codes {
    ($($name:ident = $id:literal $severity:ident $summary:literal;)*) => {
        $(#[doc = $summary] pub static $name: Code = Code { id: $id, severity: Severity::$severity, summary: $summary };)*
        /// All codes, in order.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    NOT_TEXT = "G001" Error "a file is not UTF-8 text";
    NOT_A_FILE = "G002" Error "a symbolic link or special file stands among the content";
    TOO_BIG = "G003" Error "a file is larger than content can be";
    NOT_CONTENT = "G004" Warning "a file is of no kind that the site uses";
    BAD_NAME = "G005" Error "a file or folder name cannot become an address";
    UNREADABLE = "G006" Error "a file could not be read";
    YAML = "G010" Error "the front matter is not valid YAML";
    NO_FRONT_MATTER = "G011" Error "a file has no front matter";
    UNKNOWN_KEY = "G012" Error "a key that this kind of file does not have";
    DUPLICATE_KEY = "G013" Error "a key is given twice";
    MISSING_KEY = "G014" Error "a required key is missing";
    WRONG_TYPE = "G015" Error "a value of another type than the key takes";
    BAD_VALUE = "G016" Error "a value that the key does not take";
    FROZEN = "G017" Error "a frozen release that cannot be read";
    UNKNOWN_CAPABILITY = "G101" Error "a reference to a capability that does not exist";
    UNKNOWN_ARCHETYPE = "G102" Error "a reference to an archetype that does not exist";
    UNKNOWN_LEVEL = "G103" Error "a reference to a level that does not exist";
    UNKNOWN_PROCESS = "G104" Error "a reference to a process that does not exist";
    UNKNOWN_RESOURCE = "G105" Error "a reference to a resource that does not exist";
    UNKNOWN_TARGET = "G106" Error "a target is neither a group nor a capability";
    REFERS_TO_ITSELF = "G107" Error "a capability refers to itself";
    REPEATED_REFERENCE = "G108" Warning "the same reference is given twice";
    UNLISTED_LANGUAGE = "G109" Error "a translation in a language that the settings do not list";
    NOTHING_TO_TRANSLATE = "G110" Error "a translation of a file that does not exist";
    DUPLICATE_ID = "G201" Error "two capabilities have the same id";
    ID_PATTERN = "G202" Error "an id does not follow the pattern of the settings";
    SAME_ADDRESS = "G203" Error "two things would have the same address";
    SAME_ORDER = "G204" Error "two things of one kind have the same number or code";
    NO_GROUP = "G205" Error "a capability or group stands in no group";
    GONE_ID = "G206" Error "an id that a release carried is gone";
    REUSED_ID = "G207" Error "an id that was retired is given to something else";
    NO_STATEMENT = "G301" Error "a capability has no statement";
    NOT_A_PARAGRAPH = "G302" Error "the statement is not a paragraph";
    TWO_SHAPES = "G303" Error "a capability mixes the two ways to write statements";
    NO_LEVELS = "G304" Error "the framework has no levels";
    EMPTY_FRAMEWORK = "G305" Error "the framework has no statements";
    NO_ARCHETYPE = "G306" Warning "a statement is meant for no archetype";
    BROKEN_LINK = "G401" Error "a link leads nowhere";
    BROKEN_ANCHOR = "G402" Error "a link leads to a place that its page does not have";
    BAD_SCHEME = "G403" Error "a link of a kind that is not allowed";
    REMOTE_IMAGE = "G404" Error "an image from another site";
    MISSING_IMAGE = "G405" Error "an image that does not exist";
    NO_ALT = "G406" Warning "an image without a text for those who cannot see it";
    CANNOT_RENDER = "G407" Error "a text that the Markdown reader cannot read";
    RAW_HTML = "G408" Warning "HTML in a text, which is shown as text";
    TEMPLATE = "G501" Error "a template has a mistake";
    NO_THEME = "G502" Error "the theme does not exist";
    NO_SETTINGS = "G601" Error "the settings are missing";
    BAD_FONT = "G602" Error "a font for checklists that cannot be used";
    NO_GLYPH = "G603" Warning "a character that no font of the checklists has";
    VERB_OF_ANOTHER_PROCESS = "G701" Warning "a statement begins with a verb of another process than its own";
    UNLISTED_VERBS = "G702" Note "statements begin with verbs that no process lists";
    VERB_AT_ANOTHER_LEVEL = "G703" Warning "a verb stands at a level where this framework does not use it otherwise";
    TWO_ABILITIES = "G704" Warning "one statement holds two abilities";
    LONG_STATEMENT = "G705" Warning "a statement is too long for a row of a checklist";
    MIXED_STEMS = "G706" Warning "a statement begins in another way than the others";
    MIXED_SPELLING = "G707" Warning "British and American spelling are mixed";
    UNKNOWN_ABBREVIATION = "G708" Note "an abbreviation that the glossary does not explain";
    BELOW_ITS_REQUIREMENTS = "G801" Warning "a capability stands below the level of what it requires";
    LEVEL_WITHOUT_STATEMENT = "G802" Note "a level at which a group has no statement";
    ARCHETYPE_WITHOUT_STATEMENT = "G803" Note "an archetype for which a domain has no statement";
    NEARLY_THE_SAME = "G804" Warning "two statements say nearly the same";
    REVIEW_OVERDUE = "G805" Warning "a review is overdue";
    REVIEW_DUE = "G806" Note "a review is due soon";
    RESOURCE_NOT_SEEN = "G807" Note "a resource that nobody has looked at for a year";
    GROUP_NAMED_DIFFERENTLY = "G808" Warning "a text calls a group by another name than the group's own";
    RETIRED_WITHOUT_REASON = "G809" Warning "a capability is retired without a reason";
    REFERS_TO_RETIRED = "G810" Warning "a reference to a retired capability";
    REPLACED_IN_A_CIRCLE = "G811" Warning "retired capabilities replace each other in a circle";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order() {
        assert!(ALL.is_sorted_by(|a, b| a.id < b.id));
    }
}
