import Markup
import Web

/// What has become of somebody, in one sentence for who named them.
struct NomineeWords {
    let nominee: CountryCall.Nominee
    let rule: RegistrationRule?
    let zone: String
    var now: Int64 = 0
    /// Where the page says once, and not of each, when the seats are given.
    var isBrief = false

    /// When the seats of those are given of whom nothing is decided yet.
    static func giving(_ rule: RegistrationRule?, now: Int64) -> Message {
        rule?.isLate(at: now) ?? false
            ? L("Nominations have closed; the organiser gives the seats next.")
            : L("Seats are given when nominations have closed.")
    }

    enum Tone: String { case good, warn, bad, open }

    var state: (tone: Tone, words: Message) {
        guard let registration = nominee.registration else {
            return nominee.nomination.state == .draft
                ? (.warn, L("Draft: not sent yet")) : (.open, L("Sent"))
        }
        switch registration.state {
        case .complete: return (.good, registration.mode == .online ? L("Takes part online") : L("Has a seat"))
        case .pending:
            return (
                .open, rule?.seatsAtOnce ?? false ? L("Waits for the organiser") : L("Nominated", context: "person")
            )
        case .waitlisted:
            return registration.isOffered ? (.warn, L("Asked whether they still come")) : (.warn, L("Waits for a seat"))
        case .rejected: return (.bad, L("Not accepted"))
        case .withdrawn: return (.open, L("Withdrawn"))
        }
    }

    /// Why, and what comes next.
    var reason: Message? {
        guard let registration = nominee.registration else { return nil }
        if registration.wish == .withdrawal { return L("Has asked to withdraw; the organiser decides.") }
        if registration.isOffered, let until = registration.offeredUntil {
            return L("A seat is offered until \(MomentWords(zone).string(until)).")
        }
        if let waiting = nominee.waiting, !waiting.full.isEmpty {
            let full = waiting.full
            return rule?.placesShown ?? false
                ? L("No room: \(list: full, .semicolons). Place \(waiting.place) among those who wait for the same.")
                : L("No room: \(list: full, .semicolons)")
        }
        if registration.state == .pending, !(rule?.seatsAtOnce ?? true) {
            return isBrief ? nil : Self.giving(rule, now: now)
        }
        if registration.state == .complete, registration.confirmedAt == nil {
            return L("Has not confirmed yet.")
        }
        return registration.reason.isEmpty ? nil : .verbatim(registration.reason)
    }
}

/// The same for the person themselves.
struct OwnWords {
    let registration: RegistrationRecord
    let rule: RegistrationRule?
    var now: Int64 = 0

    var sentence: Message {
        switch registration.state {
        case .complete: registration.mode == .online ? L("You take part online.") : L("You have a seat.")
        case .pending:
            registration.awaitsPerson
                ? L("Confirm that you want to come: then your registration counts.")
                : rule?.seatsAtOnce ?? false
                    ? L("The organiser has your registration and decides about it.")
                    : rule?.isLate(at: now) ?? false
                        ? L("You are registered. Nominations have closed, and the seats are given next.")
                        : L("You are registered. Seats are given when nominations have closed.")
        case .waitlisted:
            registration.isOffered ? L("A seat is free for you. Do you come?") : L("You wait for a seat.")
        case .rejected: L("Your registration was not accepted.")
        case .withdrawn: L("You have withdrawn.")
        }
    }
}
