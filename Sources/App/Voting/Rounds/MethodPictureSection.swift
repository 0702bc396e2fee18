import Domain
import Markup

/// What a ballot of each method looks like, beside its name: three issues, and what is given to them.
enum MethodPicture {
    static func svg(_ method: VotingMethod) -> HTML {
        "<svg class=\"method-picture\" viewBox=\"0 0 88 44\" aria-hidden=\"true\">\((0..<3).html { row($0, method) })</svg>"
    }

    private static func row(_ index: Int, _ method: VotingMethod) -> HTML {
        let y = 8 + 14 * index
        let issue: HTML =
            "<rect class=\"issue-line\" x=\"0\" y=\"\(y - 2)\" width=\"\([34, 26, 30][index])\" height=\"4\" rx=\"2\"/>"
        switch method {
        case .multivote:
            let given = [3, 0, 1][index]
            return
                "\(issue)\((0..<3).html { "<circle\(mark($0 < given)) cx=\"\(50 + 14 * $0)\" cy=\"\(y)\" r=\"4.5\"/>" })"
        case .rating:
            let given = [4, 1, 3][index]
            return
                "\(issue)\((0..<5).html { "<rect\(mark($0 == given)) x=\"\(44 + 9 * $0)\" y=\"\(y - 4)\" width=\"7\" height=\"8\" rx=\"1.5\"/>" })"
        case .approval:
            let isTicked = index != 1
            let tick: HTML = isTicked ? "<path class=\"tick-line\" d=\"M67 \(y)l3 3l5-6\"/>" : .empty
            return "\(issue)<rect\(mark(isTicked)) x=\"65\" y=\"\(y - 6)\" width=\"12\" height=\"12\" rx=\"2\"/>\(tick)"
        case .ranking:
            return "\(issue)<text x=\"71\" y=\"\(y + 5)\">\([2, 1, 3][index])</text>"
        }
    }

    private static func mark(_ isOn: Bool) -> HTML { isOn ? " class=\"on\"" : .empty }
}
