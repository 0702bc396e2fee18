import Domain
import Storage
import Web

/// A workshop file of version 1 had sector and country with each ballot. What is taken in never has: the readings' numbers are made while
/// the file is read, as they are when a round is closed.
enum OlderWorkshop {
    static let ballotColumns: Set<String> = ["sector", "country"]

    /// In the order of the file's ballots.
    static func origins(_ ballots: JSONValue?) -> [SafeGroups.Origin] {
        guard case .list(let values)? = ballots else { return [] }
        return values.map { value in
            guard case .object(let ballot) = value else { return SafeGroups.Origin(sector: nil, country: nil) }
            func text(_ name: String) -> String? {
                guard case .text(let text)? = ballot[name], text.utf8.count <= 60 else { return nil }
                return text
            }
            return SafeGroups.Origin(sector: text("sector"), country: text("country"))
        }
    }

    static func settle(_ rows: inout WorkshopRows, _ origins: [SafeGroups.Origin]) {
        var ballots: [String: [Int]] = [:]
        for (index, round) in column("ballot", "round_id", rows).enumerated() {
            ballots[round, default: []].append(index)
        }
        guard let choices = EventTable.named("ballot")?.columns.firstIndex(where: { $0.name == "choices" }) else {
            return
        }
        for (round, settings, issues) in rounds(rows) {
            let form = BallotText(settings, issues: issues)
            var counted: [RoundSums.Ballot] = []
            for index in ballots[round] ?? [] {
                // Left as it stands where it says more than the round asked: the checks name it.
                guard case .text(let text) = rows["ballot"][index].values[choices], let marks = form.read(text) else {
                    continue
                }
                rows.tables["ballot"]?[index].values[choices] = .text(form.text(marks))
                counted.append(RoundSums.Ballot(origin: origins[index], marks: marks))
            }
            let sums = RoundSums(counted, settings, issues: issues).rows
            rows.tables["tally_group", default: []] += sums.groups.map { WorkshopRow(values: [.text(round)] + $0) }
            rows.tables["tally_count", default: []] += sums.counts.map { WorkshopRow(values: [.text(round)] + $0) }
        }
    }

    private static func column(_ table: String, _ name: String, _ rows: WorkshopRows) -> [String] {
        guard let place = EventTable.named(table)?.columns.firstIndex(where: { $0.name == name }) else { return [] }
        return rows[table].map { if case .text(let text) = $0.values[place] { text } else { "" } }
    }

    /// With their issues in the order of the ballot.
    private static func rounds(_ rows: WorkshopRows) -> [(id: String, settings: RoundSettings, issues: [Issue.ID])] {
        let (ids, methods) = (column("round", "id", rows), column("round", "method", rows))
        let settings = column("round", "settings", rows)
        return ids.indices.compactMap { index in
            guard let method = VotingMethod(rawValue: methods[index]),
                let read = try? RoundSettingsText.decode(settings[index], method: method)
            else { return nil }
            return (ids[index], read, rows.issues(onBallot: ids[index]))
        }
    }
}

extension WorkshopRows {
    /// The issues of a round in the order of its ballot.
    func issues(onBallot round: String) -> [Issue.ID] {
        guard let table = EventTable.named("round_item") else { return [] }
        func place(_ name: String) -> Int { table.columns.firstIndex { $0.name == name } ?? 0 }
        let (of, issue, position) = (place("round_id"), place("issue_id"), place("position"))
        return self["round_item"].filter { $0.values[of] == .text(round) }
            .compactMap { row -> (position: Int64, issue: Issue.ID)? in
                guard case .integer(let number) = row.values[position], case .text(let text) = row.values[issue],
                    let id = Issue.ID(text)
                else { return nil }
                return (number, id)
            }.sorted { $0.position < $1.position }.map(\.issue)
    }
}
