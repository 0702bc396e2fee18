import Domain
import Storage
import Web

/// Whom a form invites: all countries of regions, single countries, members and groups of the programme, and whoever is named.
struct InvitationForm {
    let invitations: [InvitationFields]

    init(_ form: FormValues, _ event: Event.ID, now: Int64, _ reading: any Reading) throws {
        let record = try EventStore(reading).event(event)
        var (check, found): (FieldCheck, [InvitationFields]) = (FieldCheck(), [])
        var base = InvitationFields(target: .country(""))
        base.note = form["note"] ?? ""
        let typed = form.text("answer-by")
        base.answerBy = TypedTime(typed, zone: record.timeZone)
        if !typed.isEmpty && base.answerBy == nil { check.fail("answer-by", L("Write the time as 2027-03-04T10:00.")) }
        func add(_ target: Behalf, region: App.Region.ID? = nil, channel: RegistrationChannel = .nomination) {
            guard !found.contains(where: { $0.target == target }) else { return }
            var fields = base
            (fields.target, fields.region, fields.channel) = (target, region, channel)
            found.append(fields)
        }
        for region in form.all("region").compactMap({ App.Region.ID($0) }) {
            for country in try RegionStore(reading).memberships(of: region) where country.until == nil {
                add(.country(country.country), region: region)
            }
        }
        for country in form.all("country") { add(.country(country)) }
        if form.isOn("represented") {
            for country in try Self.represented(record, now: now, reading) { add(.country(country)) }
        }
        for member in form.all("member").compactMap({ Behalf($0) }) where member.kind != .person { add(member) }
        let named = FieldCheck.line(form.text("named"))
        if !named.isEmpty {
            switch Behalf.Kind(rawValue: form.text("kind")) ?? .city {
            case .person:
                let email = named.lowercased()
                if let person = try PersonStore(reading).person(email: email) {
                    add(.person(person.id.description), channel: .invitation)
                } else {
                    check.fail("named", L("Nobody of the directory has this e-mail. Add the person there first."))
                }
            case .organisation:
                if let id = try PersonStore(reading).organisation(named: named, country: nil) {
                    add(Behalf(kind: .organisation, code: id.description))
                } else {
                    check.fail("named", L("The directory has no organisation of this name."))
                }
            case .workingGroup: add(Behalf(kind: .workingGroup, code: named))
            case .city, .country: add(Behalf(kind: .city, code: named))
            }
        }
        try check.finish()
        invitations = found
    }

    /// The countries with a focal point, in the order of the mandates.
    static func represented(_ event: EventRecord, now: Int64, _ reading: any Reading) throws -> [String] {
        let day = CalendarDate.today(now, timeZone: event.timeZone)
        return try MandateStore(reading).mandates(seenIn: [event.programme]).compactMap { mandate in
            guard mandate.role == .focalPoint, mandate.state == .active, mandate.holds(on: day) else { return nil }
            return mandate.holder.country
        }
    }
}
