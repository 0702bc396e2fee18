import Domain
import Markup
import Web

/// "The same blocker in seven countries, already solved in two", and who should visit whom.
struct SharedBlockersSection {
    let shared: SharedBlockers
    let names: DirectoryNames

    var html: HTML {
        let told = shared.told
        guard !told.isEmpty else {
            return "<p class=\"muted\">\(L("No country has said yet which blocking aspects it has or has solved."))</p>"
        }
        return """
            <ol class="lines blockers">\(told.html { blocker in
                """
                <li id="blocker-\(blocker.number)"><p class="title"><span class="number" aria-hidden="true">\(blocker.number)</span> \
                \(words(blocker))</p><p>\(Self.sentence(blocker))</p>\(countries(blocker))</li>
                """
            })</ol>\(visits)
            """
    }

    func words(_ blocker: SharedBlockers.Blocker) -> HTML {
        blocker.first.map { "<bdi lang=\"\($0.language)\">\($0.text)</bdi>" } ?? .empty
    }

    /// The story of one blocker in one sentence.
    static func sentence(_ blocker: SharedBlockers.Blocker) -> Message {
        let (present, solved) = (blocker.present.count, blocker.solved.count)
        if present == 0 {
            return L(solved, one: "Solved in \(solved) country.", other: "Solved in \(solved) countries.")
        }
        if solved == 0 {
            return L(
                present, one: "A blocking aspect in \(present) country; solved nowhere yet.",
                other: "The same blocking aspect in \(present) countries; solved nowhere yet.")
        }
        return L(
            present, one: "A blocking aspect in \(present) country, already solved in \(solved).",
            other: "The same blocking aspect in \(present) countries, already solved in \(solved).")
    }

    func countries(_ blocker: SharedBlockers.Blocker) -> HTML {
        """
        <p class="meta">\(blocker.present.isEmpty ? .empty : "<span>\(L("has it:"))</span> \(blocker.present.html { names.chip($0) })")\
        \(blocker.solved.isEmpty ? .empty : "<span>\(L("solved it:"))</span> \(blocker.solved.html { names.chip($0) })")</p>\
        \(blocker.notes.html { note in
            "<p class=\"small\">\(names.chip(note.country)) <span dir=\"auto\">\(note.note)</span></p>"
        })
        """
    }

    /// The proposals, each with why.
    var visits: HTML {
        let pairs = shared.visits.pairs
        guard !pairs.isEmpty else { return .empty }
        return """
            <section><h2>\(L("Who should visit whom"))</h2>\
            <p class="muted">\(L(shared.visits.trips, one: "With \(shared.visits.trips) visit, everybody who has a blocking aspect meets somebody who has solved it.", other: "With \(shared.visits.trips) visits, everybody who has a blocking aspect meets somebody who has solved it."))</p>\
            <ul class="lines pairs">\(pairs.html { "<li>\(pair($0))</li>" })</ul></section>
            """
    }

    func pair(_ pair: VisitProposals.Pair) -> HTML {
        let sides = [(pair.first, pair.second, pair.firstLearns), (pair.second, pair.first, pair.secondLearns)]
        return """
            <p class="title">\(names.chip(pair.first)) ↔ \(names.chip(pair.second))</p>\(sides.html { guest, host, numbers in
                numbers.isEmpty ? .empty : "<p>\(reason(guest, host, numbers))</p>"
            })
            """
    }

    private func reason(_ guest: String, _ host: String, _ numbers: [Int]) -> Message {
        let (guest, host) = (names.country(guest) ?? guest, names.country(host) ?? host)
        return L(
            numbers.count, one: "\(guest) visits \(host), which has solved blocking aspect \(list: numbers, .and).",
            other: "\(guest) visits \(host), which has solved blocking aspects \(list: numbers, .and).")
    }
}
