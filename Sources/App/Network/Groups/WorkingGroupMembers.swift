import Domain
import Storage
import Web

/// Who is put into a working group by an organiser of its programme, at once: who is not in the directory yet is entered.
struct GroupMemberFields: Sendable, Hashable {
    var role = MandateRole.groupMember
    var givenName = ""
    var familyName = ""
    var email = ""
    /// On whose behalf: ISO 3166-1 alpha-2.
    var country = ""
    var since = ""

    var cleaned: Cleaned<GroupMemberFields> {
        Cleaned(self) { fields, check in
            if fields.role != .groupMember, fields.role != .groupChair {
                check.fail("role", L("Choose one from the list."))
            }
            fields.givenName = check.line("given-name", fields.givenName, limit: 100)
            fields.familyName = check.line("family-name", fields.familyName, limit: 100, isRequired: true)
            fields.email = check.line("email", fields.email, limit: 254, isRequired: true).lowercased()
            fields.since = check.date("since", fields.since)
        }
    }
}

extension WorkingGroupOperations {
    @discardableResult
    static func add(
        _ visit: Visit, in programme: Programme.ID, to id: WorkingGroup.ID, _ fields: GroupMemberFields
    ) async throws -> Mandate.ID {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            let group = try kept(visit, programme, id, tx)
            guard group.state != .closed else { throw Refusal.workingGroupClosed }
            let told = try fields.checked { fields, check in
                if try !PersonStore(tx).countryCodes().contains(fields.country) {
                    check.fail("country", L("Choose a country."))
                }
            }
            let work = Work(tx, visit)
            let person = try MandateProposals.person(
                ProposalFields(givenName: told.givenName, familyName: told.familyName, email: told.email),
                of: told.country, in: programme, work)
            do {
                return try MandateOperations.appointIn(
                    work,
                    MandateFields(
                        role: told.role, holder: MandateHolder.group(id).description, person: person,
                        since: told.since
                    ).cleaned)
            } catch let refusal as Refusal {
                // The person is named by their address here.
                guard let words = refusal.fields["person"] else { throw refusal }
                throw Refusal.invalid(["email": words])
            }
        }
    }
}
