import Domain
import Storage
import Web

/// What an organisation is a part of, and what became of it: renamed, merged, closed.
struct OrganisationPlace: Sendable, Hashable {
    var parent: Organisation.ID?
    /// What it is called, or belongs to, since ``endedOn``.
    var successor: Organisation.ID?
    /// A date: the first day on which it is no more.
    var endedOn: String?
}

struct OrganisationPlaceFields: Sendable, Hashable {
    /// Each by its name or its id; empty for none.
    var parent = ""
    var successor = ""
    var endedOn = ""
    /// Whether its people whom the visitor sees belong to the successor from now on.
    var movesPeople = false

    var cleaned: Cleaned<OrganisationPlaceFields> {
        Cleaned(self) { fields, check in
            fields.parent = check.line("parent", fields.parent, limit: 200)
            fields.successor = check.line("successor", fields.successor, limit: 200)
            fields.endedOn = check.date("ended-on", fields.endedOn, isRequired: !fields.successor.isEmpty)
        }
    }
}

enum OrganisationPlaceOperations {
    /// What is left empty is taken away. Members and seats keep the name of their day.
    static func set(_ visit: Visit, _ id: Organisation.ID, _ fields: OrganisationPlaceFields) async throws {
        let fields = fields.cleaned
        try await visit.database.write { tx in
            try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            let store = OrganisationPlaceStore(tx)
            let before = try store.place(of: id)
            var place = OrganisationPlace()
            let fields = try fields.checked { fields, check in
                place.parent = try find(fields.parent, "parent", id, store, &check)
                place.successor = try find(fields.successor, "successor", id, store, &check)
                place.endedOn = fields.endedOn.nilIfEmpty
                if try store.leads(from: place.parent, to: id, along: \.parent) {
                    check.fail("parent", L("This one is a part of it."))
                }
                if try store.leads(from: place.successor, to: id, along: \.successor) {
                    check.fail("successor", L("This one became what you change."))
                }
            }
            var facts: [String: JSONValue] = [:]
            if place.parent != before.parent {
                facts["parent"] = changed(before.parent?.description, place.parent?.description)
            }
            if place.successor != before.successor {
                facts["successor"] = changed(before.successor?.description, place.successor?.description)
            }
            if place.endedOn != before.endedOn { facts["endedOn"] = changed(before.endedOn, place.endedOn) }
            if !facts.isEmpty {
                try store.set(place, of: id, tx)
                try Work(tx, visit).record(.directory, "organisation:\(id)", "organisation.place", facts)
            }
            guard fields.movesPeople, let successor = place.successor else { return }
            let people = try PersonStore(tx).people(store.people(of: id))
            // As one by one: whom they may not see, they do not change.
            let seen = try SightStore(tx, visit).seen(people).filter(\.sight.hasProfile).map(\.person.id)
            guard !seen.isEmpty else { return }
            try store.move(seen, to: successor, now: visit.now, tx)
            try Work(tx, visit).record(
                .directory, "organisation:\(id)", "organisation.people", ["number": .whole(seen.count)])
        }
    }

    private static func changed(_ from: String?, _ to: String?) -> JSONValue {
        .object(["from": JSONValue(from), "to": JSONValue(to)])
    }

    private static func find(
        _ text: String, _ field: String, _ id: Organisation.ID, _ store: OrganisationPlaceStore,
        _ check: inout FieldCheck
    ) throws -> Organisation.ID? {
        guard !text.isEmpty else { return nil }
        let found: [Organisation.ID] =
            if let known = Organisation.ID(text) {
                try store.name(of: known) == nil ? [] : [known]
            } else {
                try MemberNameStore(store.reading).organisations(named: text).filter { $0 != id }
            }
        guard let first = found.first else {
            check.fail(field, L("There is no organisation of this name in the directory."))
            return nil
        }
        if found.count > 1 {
            check.fail(field, L("Several organisations have this name. Give one of them another name first."))
        }
        if first == id { check.fail(field, L("Choose another organisation.")) }
        return first
    }
}
