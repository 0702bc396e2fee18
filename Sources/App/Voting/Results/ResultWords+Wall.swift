import Domain
import Markup
import Web

/// What the room's screen says of a result: first what won, then where the readings differ.
extension ResultWords {
    /// What won. The whole title stands in the picture below.
    var headline: Message {
        var words = self
        words.longestTitle = 90
        let titled = { (item: Int) in words.title(item) }
        switch part.story {
        case .tooFewBallots: return story
        case .tieAtTop(let items) where items.count > 2:
            return L(
                items.count, one: "\(items.count) issue shares the first place.",
                other: "\(items.count) issues share the first place.")
        case .tieAtTop(let items):
            words.longestTitle = 60
            return L("\(words.titles(items)) share the first place.")
        case .sectorsDiffer, .leaderDiffers, .rankChanges, .readingsAgree, .leads:
            guard let first = part.order.first else { return story }
            guard leadsEverywhere(first) else { return L("\(titled(first)) comes first.") }
            return part.readings.count > 2
                ? L("\(titled(first)) comes first in all three readings.")
                : L("\(titled(first)) comes first in both readings.")
        }
    }

    /// Only where the story compares the leader: it keeps silent about an issue of which too few said something.
    private func leadsEverywhere(_ item: Int) -> Bool {
        switch part.story {
        case .rankChanges, .readingsAgree:
            part.readings.count > 1 && part.readings.allSatisfy { $0.order.first == [item] }
        default: false
        }
    }

    /// How many stand out: the first three, with ties up to five; none where too many share the first place.
    var leading: Int {
        let ranks = part.order.map { part.tally.people?.ranks[$0] ?? 0 }
        let last = SlopeChart.firstThree(ranks)
        return ranks.count { $0 <= last }
    }

    func isLeading(_ item: Int) -> Bool { part.order.prefix(leading).contains(item) }

    /// Its place in the other readings, where it is another one.
    func elsewhere(_ item: Int) -> HTML? {
        guard let own = part.tally.people?.ranks[item], part.readings.contains(where: { $0.ranks[item] != own }) else {
            return nil
        }
        return part.readings.dropFirst().map { reading in
            "\(part.label(reading.reading)): <b>\(part.rankText(item, in: reading))</b>" as HTML
        }.joined(separator: " · ")
    }

    /// Where the readings or the sectors differ; nothing where there is nothing to compare.
    var difference: Message? {
        var words = self
        words.longestTitle = 60
        let titled = { (item: Int) in words.title(item) }
        switch part.story {
        case .tooFewBallots, .tieAtTop, .leads: return nil
        case .sectorsDiffer: return words.story
        case .leaderDiffers where part.isOfPlay, .rankChanges where part.isOfPlay: return words.story
        case .readingsAgree(_, let readings) where part.isOfPlay && readings.count > 1:
            return L("All readings put the issues in the same order.")
        case .leaderDiffers(_, .countries, let leaders):
            return L("With countries equal, the first place goes to \(words.titles(leaders)).")
        case .leaderDiffers(_, _, let leaders):
            return L("With sectors equal, the first place goes to \(words.titles(leaders)).")
        case .rankChanges(let item, let own, .countries, let rank, _):
            return L(
                "\(titled(item)) is number \(own) by people; with countries equal, it is number \(rank)."
            )
        case .rankChanges(let item, let own, _, let rank, _):
            return L(
                "\(titled(item)) is number \(own) by people; with sectors equal, it is number \(rank)."
            )
        case .readingsAgree(_, let readings):
            return readings.count > 1
                ? L("People, sectors and countries put the issues in the same order.")
                : L("Both readings put the issues in the same order.")
        }
    }
}
