import Domain
import Markup
import Storage
import Web

/// What a kind of event brings along is prepared too: told by its folder.
protocol EventWayFeature: Feature {
    static func steps(to event: EventRecord, _ reading: any Reading) throws -> [EventWaySection.Step]
}

/// On the overview before an event, for its organisers: the way to it, step by step, and which is next.
struct EventWaySection {
    struct Step: Sendable {
        let label: Message
        /// Nothing for what cannot be opened yet.
        let path: String?
        let isDone: Bool
        var note: Message?
    }

    let steps: [Step]
    /// Whether the next step is the page's primary act; on the days of the event the console is.
    let isPrimary: Bool

    init(_ event: EventRecord, isPrimary: Bool, _ reading: any Reading) throws {
        self.isPrimary = isPrimary
        let agenda = Step(
            label: L("Release the agenda"), path: AgendaPaths.draft(event.id),
            isDone: try AgendaStore(reading).last(of: event.id) != nil)
        let rule = try RegistrationStore(reading).rule(of: event.id)
        if rule == nil, try EventStore(reading).participants(of: event.id).contains(where: \.isInvitedVoice) {
            // Whoever adds people by hand needs no registration.
            steps = [Step(label: L("Add people"), path: Paths.eventPeople(event.id), isDone: true), agenda]
        } else {
            steps =
                try Self.registration(event.id, rule, reading)
                + Self.features.flatMap { try $0.steps(to: event, reading) } + [agenda]
        }
    }

    private static let features = Features.all { $0 as? any EventWayFeature.Type }

    private static func registration(_ event: Event.ID, _ rule: RegistrationRule?, _ reading: any Reading) throws
        -> [Step]
    {
        let begin = Step(
            label: L("Say who may come, and until when"), path: RegistrationPaths.rule(event), isDone: rule != nil)
        let quotas = try QuotaStore(reading).quotas(of: event).count
        let sent = try InvitationStore(reading).invitations(of: event).count { $0.sentAt != nil }
        let seated = try RegistrationStore(reading).registrations(of: event).count { $0.state == .complete }
        let isGiven = rule?.allocatedAt != nil || seated > 0
        var steps = [
            begin,
            Step(
                label: L("Set the quotas"), path: rule == nil ? nil : Paths.quotas(event), isDone: quotas > 0,
                note: quotas > 0 ? L(quotas, one: "\(quotas) quota", other: "\(quotas) quotas") : nil),
        ]
        if rule.map({ $0.channels.contains(.nomination) || $0.channels.contains(.invitation) }) ?? true {
            steps.append(
                Step(
                    label: L("Invite countries and people"),
                    path: rule == nil ? nil : RegistrationPaths.invitations(event),
                    isDone: sent > 0, note: sent > 0 ? L(sent, one: "\(sent) invited", other: "\(sent) invited") : nil))
        }
        let seats = rule?.seatsAtOnce ?? false ? RegistrationPaths.list(event) : Paths.allocation(event)
        steps.append(
            Step(
                label: L("Give the seats"), path: rule == nil ? nil : seats, isDone: isGiven,
                note: seated > 0 ? L(seated, one: "\(seated) with a seat", other: "\(seated) with a seat") : nil))
        return steps
    }

    var html: HTML {
        let next = steps.firstIndex { !$0.isDone }
        return """
            <section id="way"><h2>\(L("On the way"))</h2><ol class="lines">\(steps.enumerated().map { $0 }.html { index, step in
                line(step, isNext: index == next)
            })</ol></section>
            """
    }

    private func line(_ step: Step, isNext: Bool) -> HTML {
        let style: String? = isNext ? isPrimary ? "button primary" : "button" : nil
        let words: HTML =
            step.path.map { "<a href=\"\($0)\"\("class", value: style)>\(step.label)</a>" }
            ?? "<span class=\"muted\">\(step.label)</span>"
        let state: HTML =
            step.isDone ? "<span class=\"state good\">\(step.note ?? L("done", context: "step"))</span>" : .empty
        return "<li class=\"between\">\(words) \(state)</li>"
    }
}
