import ArgumentParser
import Domain
import Foundation

/// `roundtable agreement`: how far several people rated alike.
struct AgreementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "Computes how far raters agree, as JSON with exact fractions.",
        discussion: """
            FILE has a line for each value (unit,rater,value); an empty value is none. Prints Krippendorff's alpha, raw agreement, \
            and for two raters weighted kappa; what cannot be told is null, with a reason. A malformed file is refused with the \
            line and what was expected there (exit status 65). docs/measures.md tells the formulas.
            """)

    @Option(
        help: "The words of the scale in their order, such as P,S,M,U. Without it values are numbers.",
        transform: { text in
            let words = text.split(separator: ",", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard words.count > 1, words.allSatisfy({ !$0.isEmpty }), Set(words).count == words.count,
                words.count <= RatingFile.mostValues
            else { throw ValidationError("a scale has two or more words, each once, such as P,S,M,U.") }
            return words
        })
    var scale: [String]?

    @Argument(help: "The file of ratings.")
    var file: String

    func run() async throws {
        try await Failure.told {
            let ratings = try CountedFile.read(file) { bytes throws(FileProblem) in
                try RatingFile(bytes, scale: scale)
            }
            FileHandle.standardOutput.write(Data(AgreementReport(ratings).json.utf8))
        }
    }
}
