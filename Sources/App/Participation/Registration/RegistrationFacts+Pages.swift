import Storage
import Web

extension RegistrationFacts: RoutedFeature, EventTabFeature, NoticeFeature, RegistrationPageFeature {
    static let tabID = "registration"

    static var routes: [Route] {
        RegistrationRoutes.all + InvitationRoutes.all + OwnRegistrationRoutes.all + RegistrationQuestionRoutes.all
            + HandingOver.routes
    }
    static var api: [APIRoute] { RegistrationAPI.routes + InvitationAPI.routes + RegistrationQuestionAPI.routes }

    static var eventTabs: [EventTab] {
        [
            EventTab(
                id: tabID, order: 35, label: L("Registration"), path: { RegistrationPaths.list($0.event.id) },
                permission: .facilitate)
        ]
    }

    static var notices: [Done] { [.invitationsSent, .answered, .registered, .reminded] }

    static var registrationPages: [RegistrationPage] {
        [
            RegistrationPage(
                id: RegistrationPages.list, order: 50, label: L("List"), path: { RegistrationPaths.list($0) },
                permission: .facilitate),
            RegistrationPage(
                id: "invitations", order: 30, label: L("Invitations"), path: { RegistrationPaths.invitations($0) },
                permission: .organise),
            RegistrationPage(
                id: "questions", order: 15, label: L("Questions"), path: { RegistrationPaths.questions($0) },
                permission: .organise),
            RegistrationPage(
                id: "rule", order: 10, label: L("Rule"), path: { RegistrationPaths.rule($0) }, permission: .organise),
        ]
    }

    static func due(_ frame: EventFrame, _ rule: RegistrationRule, _ reading: any Reading) throws -> [RegistrationDue] {
        let invitations = try InvitationStore(reading).invitations(of: frame.event.id)
        let path = RegistrationPaths.invitations(frame.event.id)
        if invitations.isEmpty, rule.channels.contains(.nomination) || rule.channels.contains(.invitation) {
            return [RegistrationDue(order: 10, label: L("Invite countries and people"), path: path)]
        }
        let unsent = invitations.count { $0.sentAt == nil }
        guard unsent > 0 else { return [] }
        return [
            RegistrationDue(
                order: 20,
                label: frame.visit.settings.mail == nil
                    ? L(unsent, one: "Open \(unsent) invitation", other: "Open \(unsent) invitations")
                    : L(unsent, one: "Send \(unsent) invitation", other: "Send \(unsent) invitations"), path: path)
        ]
    }
}

extension Done {
    static let invitationsSent = Done(
        "invitationsSent", L("The invitations are on their way."),
        withoutMail: L("The invitations are open. This server sends no mail, so nobody was told: hand the links over."))
    static let answered = Done("answered", L("The answer is entered."))
    static let registered = Done("registered", L("Entered."))
    static let reminded = Done("reminded", L("The reminders are on their way; nobody gets two in a day."))
}
