import Domain
import Web

/// The rule as a form or the API gives it: times as the clock of the event's place shows them, `2027-03-04T10:00`, or empty.
struct RegistrationRuleFields: Sendable, Hashable, Codable {
    var opens = ""
    var nominationsClose = ""
    var closes = ""
    var freeze = ""
    /// Empty: seven days before the event.
    var offerLast = ""
    var channels: Set<RegistrationChannel> = [.nomination]
    var approval = RegistrationRule.Approval.nobody
    var mode = RegistrationRule.Mode.inPerson
    var order = RegistrationRule.Order.lot
    var work = RegistrationRule.Work.batch
    var offerHours = 72
    var holdPending = true
    var countedRoles: Set<Role> = [.participant, .rapporteur]
    var listShownTo = RegistrationRule.ListAudience.organisers
    var placesShown = true
    var asked = RegistrationRule.AskedField.usual
    /// Of the organiser's questions: BCP 47; none: all of the interface.
    var languages: [String] = []
    /// A day, or empty: 30 days after the event.
    var needsErasedOn = ""

    init() {}

    init(_ rule: RegistrationRule) {
        opens = rule.opens?.local ?? ""
        nominationsClose = rule.nominationsClose?.local ?? ""
        closes = rule.closes?.local ?? ""
        freeze = rule.freeze?.local ?? ""
        offerLast = rule.offerLast?.local ?? ""
        (channels, approval, mode, order, work) = (rule.channels, rule.approval, rule.mode, rule.order, rule.work)
        (offerHours, holdPending, countedRoles) = (rule.offerHours, rule.holdPending, rule.countedRoles)
        (listShownTo, placesShown) = (rule.listShownTo, rule.placesShown)
        (asked, languages, needsErasedOn) = (rule.askedFields, rule.languages, rule.needsErasedOn ?? "")
    }

    /// - Parameter known: what is stored; the lot and the allocation stay.
    func rule(over known: RegistrationRule?, _ event: EventRecord) throws -> RegistrationRule {
        var check = FieldCheck()
        func time(_ field: String, _ text: String) -> TypedTime? {
            guard !text.isEmpty else { return nil }
            let time = TypedTime(text, zone: event.timeZone)
            if time == nil { check.fail(field, L("Write the time as 2027-03-04T10:00.")) }
            if let time, !EpochTime.known.contains(time.at) { check.fail(field, L("Check the year.")) }
            return time
        }
        var rule = known ?? RegistrationRule()
        rule.opens = time("opens", opens)
        rule.nominationsClose = time("nominations-close", nominationsClose)
        rule.closes = time("closes", closes)
        rule.freeze = time("freeze", freeze)
        rule.offerLast =
            time("offer-last", offerLast) ?? TypedTime(Self.days(-7, from: event.startsOn), zone: event.timeZone)
        if let opens = rule.opens, let closes = rule.closes, closes.at <= opens.at {
            check.fail("closes", L("Registration would close before it opens."))
        }
        if let first = rule.nominationsClose, let closes = rule.closes, closes.at < first.at {
            check.fail("closes", L("Registration would close before nominations do."))
        }
        if work == .batch, rule.nominationsClose == nil, channels.contains(.nomination), known == nil {
            check.fail("nominations-close", L("Say until when nominations are equal in time."))
        }
        if channels.isEmpty { check.fail("channels", L("Tick at least one way to come.")) }
        if !(0...720).contains(offerHours) { check.fail("offer-hours", L("Enter 0 to 720 hours.")) }
        if countedRoles.isEmpty { check.fail("counted-roles", L("Tick at least one role.")) }
        let erased = check.date("needs-erased-on", needsErasedOn, isRequired: false)
        if !erased.isEmpty, erased < event.endsOn {
            check.fail("needs-erased-on", L("They are needed until the event has ended."))
        }
        let offered = Language.allCases.map(\.rawValue)
        if !languages.allSatisfy(offered.contains) { check.fail("language", L("Choose a language from the list.")) }
        try check.finish()
        rule.asked = asked.isEmpty ? [RegistrationRule.AskedField.nothing] : asked.map(\.rawValue).sorted()
        rule.languages = offered.filter(languages.contains)
        rule.needsErasedOn = erased.isEmpty ? nil : erased
        (rule.channels, rule.approval, rule.mode, rule.order, rule.work) = (channels, approval, mode, order, work)
        (rule.offerHours, rule.holdPending, rule.countedRoles) = (offerHours, holdPending, countedRoles)
        (rule.listShownTo, rule.placesShown) = (listShownTo, placesShown)
        return rule
    }

    /// Midnight of a day so many days from another, as a form has it.
    static func days(_ days: Int, from day: String) -> String {
        guard let date = CalendarDate(day) else { return "" }
        return "\(CalendarDate(daysSince1970: date.daysSince1970 + days))T00:00"
    }
}
