import Domain
import Markup
import Web

/// The mark that everything of an exercise carries, in the words that are heard and read in every language.
enum ExerciseMark {
    static let call = "EXERCISE EXERCISE EXERCISE"

    /// The word in a reader's language; nothing where that is English.
    static func word(_ language: Language) -> String? {
        switch language {
        case .english: nil
        case .french: "EXERCICE"
        case .russian: "УЧЕНИЕ"
        case .arabic: "تمرين"
        }
    }

    /// The first and the last line of whatever leaves.
    static func line(_ language: Language) -> String { word(language).map { "\(call) · \($0)" } ?? call }

    /// Before titles of windows and subjects.
    static func title(_ text: String) -> String { "EXERCISE · \(text)" }

    /// The bar that does not scroll away.
    static func bar(_ place: String = "above") -> HTML {
        "<p class=\"exercise-bar \(place)\"><b lang=\"en\" dir=\"ltr\">\(call)</b>\(word(.current).map { "<b>\($0)</b>" } ?? .empty)</p>"
    }

    /// The bar below beside a button: on a phone one word, so that it stays one line.
    static var foot: HTML {
        """
        <p class="exercise-bar bottom"><b lang="en" dir="ltr">EXERCISE<span class="wide"> EXERCISE EXERCISE</span></b>\
        \(word(.current).map { "<b>\($0)</b>" } ?? .empty)</p>
        """
    }

    /// On each card of a paper: it stays where the card is cut out of a picture.
    static var chip: HTML { "<b class=\"exercise-chip\" lang=\"en\" dir=\"ltr\">EXERCISE</b>" }
}

/// Text of an exercise on its way out: the only type of which mail, files and prints of an exercise are made. The mark stands first and last,
/// in each subject and in each name of a file.
struct ExerciseText: Sendable {
    let subject: String
    let body: String
    let language: Language

    var markedSubject: String { ExerciseMark.title(subject) }
    var markedBody: String {
        "\(ExerciseMark.line(language))\n\n\(body)\n\n\(ExerciseMark.line(language))"
    }

    /// `exercise-msel.xlsx`
    static func fileName(_ name: String) -> String { name.hasPrefix("exercise-") ? name : "exercise-\(name)" }
}
