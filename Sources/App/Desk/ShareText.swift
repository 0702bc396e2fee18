import Markup
import Web

/// So many of so many, `14 / 16`: in a text that is written from the right, too.
enum ShareText {
    static func html(_ part: Int, of whole: Int, isTight: Bool = false) -> HTML {
        let words = isTight ? "\(part)/\(whole)" : "\(part) / \(whole)"
        return Language.current.isRightToLeft ? "<bdi dir=\"ltr\">\(words)</bdi>" : "\(words)"
    }
}
