import Domain
import Storage
import Web

extension RoundSums {
    /// Reads what was stored, by criterion.
    static func read(of round: Round.ID, _ settings: RoundSettings, items: [RoundItem], _ reading: any Reading) throws
        -> [RatingCriterion: RoundCounts]
    {
        let places = RoundItem.places(items)
        var groups: [TallyReading: [SafeGroup]] = [:]
        for row in try reading.all(
            "SELECT reading, members, people FROM tally_group WHERE round_id = \(round) ORDER BY reading, position")
        {
            let members: [String] = try JSONCoding.value(try row.get("members"))
            guard let name = TallyReading(rawValue: try row.get("reading")) else { continue }
            groups[name, default: []].append(SafeGroup(members, people: try row.get("people")))
        }
        let empty = [[Int: Int]](repeating: [:], count: items.count)
        let none = RoundCounts(
            sectors: (groups[.sectors] ?? []).map { GroupCounts($0, values: empty) },
            countries: (groups[.countries] ?? []).map { GroupCounts($0, values: empty) })
        var counts = Dictionary(uniqueKeysWithValues: settings.asked.map { ($0, none) })
        for row in try reading.all(
            "SELECT reading, position, criterion, issue_id, value, ballots FROM tally_count WHERE round_id = \(round)")
        {
            guard let criterion = RatingCriterion(rawValue: try row.get("criterion")),
                let name = TallyReading(rawValue: try row.get("reading")),
                let item = places[try row.get("issue_id", as: String.self)]
            else { continue }
            let place = try row.get("position", as: Int.self) - 1
            let (value, ballots): (Int, Int) = (try row.get("value"), try row.get("ballots"))
            guard counts[criterion]?[name].indices.contains(place) == true else { continue }
            if name == .sectors {
                counts[criterion]?.sectors[place].values[item][value] = ballots
            } else {
                counts[criterion]?.countries[place].values[item][value] = ballots
            }
        }
        return counts
    }
}
