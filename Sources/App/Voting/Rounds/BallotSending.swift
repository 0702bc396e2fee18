import Domain
import Storage
import Web

/// How a ballot came: what decides between two that are on their way at once.
///
/// - A page counts what it sends. A sending that was held up (by a node that was cut off) is older than what is stored, and is refused.
/// - A form knows the receipt that stood on its page. Where another window or device has stored something since, the page is shown
///   what is stored instead of overwriting it unseen. What the same page sent itself is never such a surprise.
///
/// None of it stands with the ballot, and it is forgotten when the round is closed.
struct BallotSending: Sendable {
    /// A random name that the open page gave itself; nil if it did not count.
    var device: String?
    var number: Int?
    /// The receipt that the sender knows of, empty for none; nil if it does not say, and then the last ballot counts.
    var basis: String?
    /// "Send it so."
    var isConfirmed = false

    static let longestDevice = 64
    static let numbers: ClosedRange<Int> = 1...1_000_000_000

    /// - Throws: ``Refusal`` 422 with the field `device` or `number`.
    func checked() throws -> BallotSending {
        var errors: [String: Message] = [:]
        if let device,
            device.isEmpty || device.utf8.count > Self.longestDevice
                || device.utf8.contains(where: { $0 < 33 || $0 > 126 })
        {
            errors["device"] = L("Use letters and digits, \(Self.longestDevice) at most.")
        }
        if let number, !Self.numbers.contains(number) {
            errors["number"] = L("Count from \(Self.numbers.lowerBound) to \(Self.numbers.upperBound).")
        }
        if (device == nil) != (number == nil) {
            errors["number"] = errors["number"] ?? L("A device and its number belong together.")
        }
        guard errors.isEmpty else { throw Refusal.invalid(errors) }
        return self
    }

    /// What the client module wrote into the form; empty without it.
    init(_ form: FormValues) throws {
        device = form.text("device").nilIfEmpty
        number = device == nil ? nil : form.wish("number", in: Self.numbers) ?? 0
        basis = form["basis"]
        isConfirmed = form.text("confirmed") == "yes"
        self = try checked()
    }

    init(device: String? = nil, number: Int? = nil, basis: String? = nil, isConfirmed: Bool = false) {
        self.device = device
        self.number = number
        self.basis = basis
        self.isConfirmed = isConfirmed
    }

    /// The same page, later; or another page.
    func isNewer(than standing: VoterStanding) -> Bool {
        guard let device, let number else { return false }
        return device != standing.device || number > (standing.deviceNumber ?? 0)
    }

    func check(against standing: VoterStanding) throws {
        if let device, let number, device == standing.device {
            guard number >= standing.deviceNumber ?? 0 else { throw Refusal.olderBallot }
            return
        }
        if let basis, let stored = standing.answer?.receipt, stored != basis { throw Refusal.ballotElsewhere(stored) }
    }
}

extension BallotChoices {
    /// What is missing on a ballot that says little: nothing, or only some of what it asks.
    func unfinished(_ settings: RoundSettings, _ items: [RoundItem]) -> Message? {
        switch settings.method {
        case .multivote:
            let given = values.values.reduce(0, +)
            guard given > 0 else { return L("You have given no dot. Send it as it is?") }
            // No more can be given than there is room for.
            let left = min(settings.dots(issues: items.count), items.count * settings.maxPerIssue) - given
            return left > 0
                ? L(
                    left, one: "\(left) dot is left. Send it as it is?",
                    other: "\(left) dots are left. Send it as it is?") : nil
        case .approval:
            return values.values.allSatisfy { $0 == 0 } ? L("You have ticked nothing. Send it as it is?") : nil
        case .rating:
            let (rated, all) = (
                settings.criteria.reduce(0) { $0 + self[$1].count }, items.count * settings.criteria.count
            )
            return rated < all ? L("You have rated \(rated) of \(all). Send it as it is?") : nil
        case .ranking:
            let wanted = min(items.count, settings.maximumRanked)
            if values.count < wanted { return L("You have ranked \(values.count) of \(wanted). Send it as it is?") }
            return items.count > 1 && items.allSatisfy { values[$0.issue] ?? $0.position == $0.position }
                ? L("The order is still the one in which the vote began. Send it as it is?") : nil
        }
    }
}

extension Numbers {
    enum Sending: NumberLimits { static let range = BallotSending.numbers }
}
