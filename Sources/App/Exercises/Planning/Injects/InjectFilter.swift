import Domain
import Storage
import Web

/// What of a plan's injects is looked at, as the address says it: on the list, the console, and what the room sees.
struct InjectFilter: Sendable, Hashable {
    var move = ""
    var storyline = ""
    var cell = ""
    var channel = ""
    var controller = ""
    var objective = ""
    var status = ""
    /// In what rows of a time line: `storylines`, else cells.
    var lanes = ""

    init() {}

    init(_ query: FormValues) {
        for (name, path) in Self.all { self[keyPath: path] = String(query.text(name).prefix(60)) }
    }

    /// As ``query`` wrote it.
    init(query: String) {
        for part in query.split(separator: "&").prefix(Self.all.count) {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            if pair.count == 2, let path = Self.all.first(where: { $0.0 == pair[0] })?.1 {
                self[keyPath: path] = pair[1]
            }
        }
    }

    private static var all: [(String, WritableKeyPath<InjectFilter, String>)] {
        [
            ("move", \.move), ("storyline", \.storyline), ("cell", \.cell), ("channel", \.channel),
            ("controller", \.controller), ("objective", \.objective), ("status", \.status), ("lanes", \.lanes),
        ]
    }

    var hasStorylines: Bool { lanes == "storylines" }
    var isEmpty: Bool { self == InjectFilter() }

    /// As part of an address.
    var query: String {
        Self.all.map { ($0.0, self[keyPath: $0.1]) }.filter { !$0.1.isEmpty }
            .map { name, value in
                "\(name)=\(value.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })"
            }.joined(separator: "&")
    }

    /// An address with it.
    func at(_ path: String) -> String { isEmpty ? path : "\(path)?\(query)" }

    func holds(_ inject: InjectRecord, _ plan: ExercisePlan) -> Bool {
        if !move.isEmpty, inject.move?.description ?? "-" != move { return false }
        if !storyline.isEmpty, inject.storyline?.description ?? "-" != storyline { return false }
        if !channel.isEmpty, inject.channel.rawValue != channel { return false }
        if !controller.isEmpty, inject.controller?.description ?? "-" != controller { return false }
        if !status.isEmpty, inject.status.rawValue != status { return false }
        if !objective.isEmpty,
            !inject.tasks.contains(where: { plan.task($0)?.objective.description == objective })
        {
            return false
        }
        return cell.isEmpty || plan.recipients(of: inject).contains { $0.id.description == cell }
    }
}
