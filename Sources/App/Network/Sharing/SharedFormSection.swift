import Domain
import Markup
import Storage
import Web

/// What the forms of all that is shared have in common: in whose name, and who may read it.
struct SharedFormSection {
    let state: FormState
    let voice: MemberVoice
    let community: Community
    let visit: Visit
    /// With which marking it begins: the programme's, or its own.
    let marking: String
    /// Its author and originators, where it is there already.
    var author: Account.ID?
    var originators: Set<MemberRef>?
    /// In whose names something may be told besides members; and whose it is, where it is there already.
    var groups: [WorkingGroupRecord] = []
    var group: WorkingGroup.ID?

    /// - Parameter marking: where the form says none.
    static func draft<Fields: FieldRecord>(_ values: FormValues, marking: String) throws -> SharedDraft<Fields> {
        SharedDraft(
            fields: try Fields(values), member: MemberRef(values.text("member")),
            choice: AudienceChoice(values, marking: marking), areas: AreaField.told(values) ?? [])
    }

    static func standard(of programme: Programme.ID, _ visit: Visit) async throws -> String {
        try await ProgrammeMarking.standard(of: programme, among: SharedMarkings.all, visit)
    }

    /// Nothing to choose where somebody acts for one member.
    var memberChoice: HTML {
        let offered = community.members.filter { voice.speaks(for: $0.ref) }
        if !voice.organises, groups.isEmpty, let only = offered.first, offered.count == 1 {
            return """
                <input type="hidden" name="member" value="\(only.ref.description)">\
                <p class="muted">\(L("In the name of: \(only.name)"))</p>
                """
        }
        let none: [FieldOption] = voice.organises ? [(value: "", label: L("The programme itself"))] : []
        let options: [FieldOption] = offered.map { (value: $0.ref.description, label: .verbatim($0.name)) }
        let further: [FieldOption] = groups.map {
            (value: SharedName.group($0.id).description, label: L("Working group: \($0.title)"))
        }
        return state.select("member", L("In whose name?"), options: none + options + further)
    }

    var audience: HTML {
        let name = SharedName(state.values.text("member"))
        let member = MemberRef(state.values.text("member"))
        return AudienceField(
            state: state, markings: SharedMarkings.all, community: community,
            record: Readable(
                marking: marking, programme: voice.programme,
                originators: originators ?? Set([member].compactMap { $0 }), group: group ?? name?.group,
                owner: author ?? visit.visitor.account?.id), now: visit.now
        ).html
    }

    func summary<Fields: FieldRecord>(_ type: Fields.Type) -> HTML {
        state.summary(
            Fields.fields.map { (field: $0.name, label: $0.label) } + [
                ("member", L("In whose name?")), ("marking", L("Who may read it")),
                ("audience", L("For whom is it?")), ("area", L("Area")),
            ])
    }
}

/// How such a form begins.
extension SharedFormSection {
    /// Of what is there already.
    /// - Parameter fields: what its own fields hold.
    init(
        of record: some SharedRecord, _ fields: [(String, String)], _ state: FormState?, _ voice: MemberVoice,
        _ visit: Visit, _ reading: any Reading
    ) throws {
        let audience = try AudienceStore(reading).audience(of: record.recordSubject)
        let stored = fields + AudienceChoice(marking: record.marking, audience: audience).stored
        self.init(
            state: state ?? FormState(stored: stored), voice: voice,
            community: try Community(record.programme, reading, now: visit.now), visit: visit, marking: record.marking,
            author: record.author, originators: record.originators, group: record.group)
    }

    /// Of a new one, in the name of a member for which its author acts.
    /// - Parameter told: what it begins with besides, or instead.
    init(
        in programme: ProgrammeRecord, _ state: FormState?, _ voice: MemberVoice, _ visit: Visit,
        told: [String: String] = [:], groups: [WorkingGroupRecord] = [], _ reading: any Reading
    ) throws {
        let community = try Community(programme.id, reading, now: visit.now)
        let mine = community.members.first { voice.mandates[$0.ref] != nil }
        var stored = [
            "member": mine?.ref.description ?? "", "language": Language.current.rawValue, "marking": programme.marking,
        ]
        stored.merge(told) { $1 }
        let begun = FormState(stored: stored.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        self.init(
            state: state ?? begun, voice: voice, community: community, visit: visit, marking: programme.marking,
            groups: groups)
    }
}
