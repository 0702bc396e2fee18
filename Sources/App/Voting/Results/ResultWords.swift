import Domain
import Markup
import Web

extension TallyReading {
    var label: Message {
        switch self {
        case .people: L("By people")
        case .sectors: L("Sectors equal")
        case .countries: L("Countries equal")
        }
    }

    /// As a hot wash is read.
    var labelOfPlay: Message {
        switch self {
        case .people: L("By people")
        case .sectors: L("Functions and roles equal")
        case .countries: L("Cells equal")
        }
    }
}

extension CriterionResult {
    func label(_ reading: TallyReading) -> Message { isOfPlay ? reading.labelOfPlay : reading.label }

    /// Of one issue: of a hot wash it says no word of sectors.
    func consensusLabel(_ item: Int) -> Message {
        isOfPlay ? Consensus.inRoom(consensus[item].state) : consensus[item].label
    }
}

extension Consensus {
    /// Says of whom it speaks.
    static func inRoom(_ state: ConsensusState) -> Message {
        switch state {
        case .in: L("In: agreed in the room")
        case .out: L("Out in the room")
        case .open: L("Open", context: "consensus")
        }
    }

    var label: Message {
        switch (state, scope) {
        case (.in, .sectors): L("In: agreed in every sector")
        case (.in, .together): L("In: agreed in every sector, the small ones together")
        case (.in, .room), (.out, .room), (.open, _): Self.inRoom(state)
        case (.out, .sectors): L("Out in every sector")
        case (.out, .together): L("Out in every sector, the small ones together")
        }
    }
}

extension ConsensusState {
    /// The class of its mark.
    var mark: String {
        switch self {
        case .in: "good"
        case .out: "bad"
        case .open: "open"
        }
    }
}

extension ResultStory {
    /// How many issues are named in it.
    var titles: Int {
        switch self {
        case .tooFewBallots: 0
        case .tieAtTop(let items): items.count
        case .sectorsDiffer, .readingsAgree, .leads: 1
        case .leaderDiffers(_, _, let leaders): 1 + leaders.count
        case .rankChanges: 2
        }
    }
}

/// Says results in sentences. Titles of issues are somebody's words and stay as they are.
struct ResultWords {
    let result: RoundResult
    let part: CriterionResult
    let names: DirectoryNames

    init(_ result: RoundResult, _ part: CriterionResult, _ names: DirectoryNames) {
        self.result = result
        self.part = part
        self.names = names
    }

    func title(_ item: Int) -> HTML {
        "<b lang=\"\(result.items[item].language)\" dir=\"auto\">\(ChartText.wrap(result.items[item].title, width: longestTitle, lines: 1).joined())</b>"
    }

    /// Where seats were joined after the close: said wherever the result is.
    var answeredTwice: Message? { Self.answeredTwice(result.answeredTwice) }

    static func answeredTwice(_ count: Int) -> Message? {
        guard count > 0 else { return nil }
        return L(
            count, one: "One person may have answered twice in this round.",
            other: "\(count) people may have answered twice in this round.")
    }

    /// For the room's screen: at most so many characters of a title in a sentence.
    var longestTitle = 200

    func titles(_ items: [Int]) -> Message { Message.list(items.map(title)) }

    func sector(_ code: String) -> HTML {
        names.sector(code)?.html ?? VoterOrigins.label(code).map { "\($0)" } ?? HTML(escaping: code)
    }

    /// The one sentence under a result.
    var story: Message {
        switch part.story {
        case .tooFewBallots:
            return L("Fewer than five people answered: nothing is shown, so that nobody can be recognised.")
        case .tieAtTop(let items):
            return L("\(titles(items)) share the first place.")
        case .sectorsDiffer(let item, let best, let worst):
            return L(
                "\(sector(best.sector)) ranks \(title(item)) number \(best.rank); \(sector(worst.sector)) ranks it number \(worst.rank)."
            )
        case .leaderDiffers(let own, let reading, let leaders) where part.isOfPlay:
            return L("By people, \(title(own)) comes first. \(reading.labelOfPlay): \(titles(leaders)).")
        case .rankChanges(let item, let own, let reading, let rank, let leader) where part.isOfPlay:
            return L(
                "\(title(leader)) leads. By people, \(title(item)) is number \(own). \(reading.labelOfPlay): number \(rank)."
            )
        case .readingsAgree(let leader, let readings) where part.isOfPlay && readings.count > 1:
            return L("\(title(leader)) leads. All readings put the issues in the same order.")
        case .leaderDiffers(let own, .countries, let leaders):
            return L(
                "By people, \(title(own)) comes first; with countries equal, \(titles(leaders)) does."
            )
        case .leaderDiffers(let own, _, let leaders):
            return L(
                "By people, \(title(own)) comes first; with sectors equal, \(titles(leaders)) does."
            )
        case .rankChanges(let item, let own, .countries, let rank, let leader):
            return L(
                "\(title(leader)) leads. By people, \(title(item)) is number \(own); with countries equal, it is number \(rank)."
            )
        case .rankChanges(let item, let own, _, let rank, let leader):
            return L(
                "\(title(leader)) leads. By people, \(title(item)) is number \(own); with sectors equal, it is number \(rank)."
            )
        case .readingsAgree(let leader, let readings):
            return readings.count > 1
                ? L("\(title(leader)) leads. People, sectors and countries put the issues in the same order.")
                : L("\(title(leader)) leads. Both readings put the issues in the same order.")
        case .leads(let leader):
            return L("\(title(leader)) leads.")
        }
    }

    /// What won, then how it came about.
    var answer: Message {
        guard case .sectorsDiffer = part.story, let first = part.order.first else { return story }
        return .list([L("\(title(first)) comes first."), story], .sentences)
    }

    /// How many are agreed in every sector; ratings only.
    var agreed: Message? {
        guard part.method == .rating, result.isShown else { return nil }
        let count = part.consensus.filter { $0.state == .in }.count
        if count == 0 {
            return part.isOfPlay
                ? L("No issue is agreed in the room yet.") : L("No issue is agreed in every sector yet.")
        }
        switch part.isOfPlay ? .room : part.consensus.first?.scope ?? .room {
        case .sectors:
            return L(
                count, one: "\(count) issue is agreed in every sector.",
                other: "\(count) issues are agreed in every sector.")
        case .together:
            return L(
                count, one: "\(count) issue is agreed in every sector, the small ones together.",
                other: "\(count) issues are agreed in every sector, the small ones together.")
        case .room:
            return L(
                count, one: "\(count) issue is agreed in the room.",
                other: "\(count) issues are agreed in the room.")
        }
    }

    /// The thresholds, as they were fixed before the vote.
    func thresholds(isShort: Bool = false) -> Message? {
        guard part.method == .rating else { return nil }
        let rule = result.round.settings.thresholds
        if isShort {
            return L(
                "Agreed: at least \(rule.inHighAtLeast) % rate 7–9 and under \(rule.inLowUnder) % rate 1–3, in each sector. Fixed before the vote."
            )
        }
        return L(
            """
            Agreed: at least \(rule.inHighAtLeast) % rate 7–9 and under \(rule.inLowUnder) % rate 1–3, in each sector. \
            Out: at most \(rule.outHighAtMost) % rate 7–9, in each sector. Fixed before the vote.
            """)
    }

    /// The invitation to talk, where the sectors read an issue differently.
    func dissent(_ dissent: Dissent) -> Message? {
        guard dissent.isFlagged else { return nil }
        guard let best = dissent.best, let worst = dissent.worst, best.sector != worst.sector, dissent.spread > 0 else {
            return L("Opinions on this issue are far apart: worth talking about.")
        }
        return L(
            "\(sector(best.sector)) and \(sector(worst.sector)) read this differently: worth talking about. (Place \(best.rank) and place \(worst.rank).)"
        )
    }

    /// Kendall's W in plain words.
    var concordance: Message? {
        guard result.isShown else { return nil }
        guard let w = part.concordance.w else {
            return part.method == .rating || part.method == .ranking
                ? L(
                    "Kendall’s W cannot be given: it compares only issues that everybody judged, and needs two of them."
                ) : nil
        }
        let strength: Message =
            w >= 0.7
            ? L("People put the issues in much the same order.")
            : w >= 0.5
                ? L("People partly agree on the order.")
                : w >= 0.3 ? L("People agree on the order only a little.") : L("There is hardly a common order.")
        return L("Kendall’s W is \(NumberText.decimal(w, 2)) (0 no agreement, 1 the same order). \(strength)")
    }

    func pair(_ pair: SectorAgreement) -> Message? {
        guard let tau = pair.tau else { return nil }
        let strength: Message =
            tau >= 0.6
            ? L("they see much the same order")
            : tau >= 0.2
                ? L("they see partly the same order")
                : tau > -0.2 ? L("their orders have little in common") : L("they lean towards opposite orders")
        let sectors = inOrder([pair.first, pair.second]).map(sector)
        return L(
            "\(sectors[0]) and \(sectors[1]): τ is \(NumberText.decimal(tau, 2)) (1 the same order, −1 the reverse): \(strength)."
        )
    }

    /// Why equal shares and the plain top k differ.
    var shares: Message? {
        guard let shares = part.shares, result.isShown else { return nil }
        let difference = shares.difference
        let top =
            difference.unheardByTop == 0
            ? L("The \(shares.seats) with most support leave nobody without an issue of their choice.")
            : L(
                difference.unheardByTop,
                one:
                    "The \(shares.seats) with most support leave \(difference.unheardByTop) person without an issue of their choice.",
                other:
                    "The \(shares.seats) with most support leave \(difference.unheardByTop) people without an issue of their choice."
            )
        if difference.isSame { return L("Both ways choose the same issues. \(top)") }
        let fair =
            difference.unheardByShares == 0
            ? L("Equal shares leaves nobody without one.")
            : L(
                difference.unheardByShares,
                one: "Equal shares leaves \(difference.unheardByShares) person without one.",
                other: "Equal shares leaves \(difference.unheardByShares) people without one.")
        guard let added = difference.added.first else { return .list([top, fair], .sentences) }
        let chosen = L(
            difference.supporters, one: "It chooses \(title(added)), which \(difference.supporters) person supports.",
            other: "It chooses \(title(added)), which \(difference.supporters) people support.")
        let otherwise =
            difference.otherwiseUnheard == 0
            ? nil
            : L(
                difference.otherwiseUnheard,
                one: "\(difference.otherwiseUnheard) of them would otherwise have none.",
                other: "\(difference.otherwiseUnheard) of them would otherwise have none.")
        let instead = difference.dropped.isEmpty ? nil : L("It leaves out \(list: difference.dropped.map(title)).")
        return .list([top, fair, chosen] + [otherwise, instead].compactMap { $0 }, .sentences)
    }

    /// Who was counted together, which readings cannot be given, and why.
    var leftOut: [Message] {
        guard result.isShown else { return [] }
        return together + withheld + blank
    }

    /// Sectors that are counted together, and that countries share their weight.
    private var together: [Message] {
        var lines: [Message] = []
        if part.counts.has(.sectors) {
            let pooled = part.counts.sectors.map(\.group).filter {
                $0.members.count > 1 || $0.holdsUnnamed && $0.weight > 0
            }
            for group in pooled {
                let sectors = inOrder(group.members).map(sector)
                guard !part.isOfPlay || !sectors.isEmpty else { continue }
                lines.append(
                    group.holdsUnnamed
                        && !part.isOfPlay
                        ? L(
                            "Counted together with those who named no sector, so that nobody can be identified: \(list: sectors)."
                        )
                        : L("Counted together, so that nobody can be identified: \(list: sectors)."))
            }
        }
        if part.counts.has(.countries), part.counts.countries.contains(where: { $0.group.weight > 1 }) {
            lines.append(
                part.isOfPlay
                    ? L("Cells with about the same number of ballots are counted together and share their weight.")
                    : L("Countries with about the same number of ballots are counted together and share their weight."))
        }
        return lines
    }

    private func untold(_ reading: TallyReading) -> Message {
        L(
            "\(reading.labelOfPlay): not shown, since too few people voted to weigh them without revealing single ballots."
        )
    }

    private var withheld: [Message] {
        var lines: [Message] = []
        if !part.counts.has(.sectors), part.counts.sectors.first.map({ $0.group.weight > 1 }) ?? false {
            lines.append(
                part.isOfPlay
                    ? untold(.sectors)
                    : L(
                        "There is no reading by sectors: too few people to weigh sectors without revealing single ballots."
                    )
            )
        }
        if !part.counts.has(.countries), part.counts.countries.first.map({ $0.group.weight > 1 }) ?? false {
            lines.append(
                part.isOfPlay
                    ? untold(.countries)
                    : L(
                        "There is no reading by countries: too few people to weigh countries without revealing single ballots."
                    ))
        }
        return lines
    }

    private var blank: [Message] {
        var lines: [Message] = []
        if !part.blankSectors.isEmpty {
            lines.append(L("No ballot from: \(list: inOrder(part.blankSectors).map(sector))."))
        }
        if !part.blankCountries.isEmpty {
            let blank = part.blankCountries.map { names.country($0) ?? VoterOrigins.label($0)?.string() ?? $0 }
            lines.append(L("No ballot from: \(list: blank)."))
        }
        return lines
    }
}

/// Numbers in the language of the page.
enum NumberText {
    static func decimal(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return "–" }
        let scale = (0..<digits).reduce(1) { result, _ in result * 10 }
        let whole = Int((abs(value) * Double(scale)).rounded())
        let rest = String(whole % scale)
        let padded = String(repeating: "0", count: max(0, digits - rest.count)) + rest
        let mark = Language.current == .french || Language.current == .russian ? "," : "."
        let number = String(whole / scale) + (digits == 0 ? "" : mark + padded)
        return Language.current.signed(number, isNegative: value < 0 && whole > 0, minus: "−")
    }

    static func decimal(_ value: Rational?, _ digits: Int) -> String { value.map { decimal($0.double, digits) } ?? "–" }

    /// Without needless zeros: `7` or `7.5`.
    static func short(_ value: Rational?) -> String {
        guard let value else { return "–" }
        return value.isWhole ? value.description : decimal(value.double, 1)
    }

    static func percent(_ part: Int, of whole: Int) -> Int { whole == 0 ? 0 : (200 * part + whole) / (2 * whole) }
}
