import Domain
import Storage
import Web

/// Cities of the directory: kept by whoever keeps it.
enum CityOperations {
    @discardableResult
    static func create(_ visit: Visit, _ fields: CityFields) async throws -> City.ID {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            return try createIn(Work(tx, visit), fields)
        }
    }

    /// Without the permission: for the demo and the tests too.
    @discardableResult
    static func createIn(_ work: Work, _ fields: Cleaned<CityFields>) throws -> City.ID {
        let fields = try checked(fields, but: nil, work.tx)
        let id = work.environment.id(City.ID.self)
        try CityStore(work.tx).insert(id, fields, now: work.now, work.tx)
        try work.record(.directory, "city:\(id)", "city.creation", ["name": .text(fields.name)])
        return id
    }

    /// What belongs to a programme keeps the name of the day on which it joined.
    static func change(_ visit: Visit, _ id: City.ID, _ fields: CityFields) async throws {
        let fields = fields.cleaned
        try await visit.database.write { tx in
            try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            let before = try CityStore(tx).city(id)
            let fields = try checked(fields, but: id, tx)
            try CityStore(tx).update(id, fields, tx)
            var facts: [String: JSONValue] = [:]
            for field in CityFields.fields where field.value(before.fields) != field.value(fields) {
                facts[field.json] = .object([
                    "from": JSONValue(field.value(before.fields).word), "to": JSONValue(field.value(fields).word),
                ])
            }
            if !facts.isEmpty { try Work(tx, visit).record(.directory, "city:\(id)", "city.change", facts) }
        }
    }

    /// It is no longer offered; what names it keeps it.
    static func retire(_ visit: Visit, _ id: City.ID, _ isRetired: Bool) async throws {
        try await visit.database.write { tx in
            try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            guard try CityStore(tx).city(id).isRetired != isRetired else { return }
            try CityStore(tx).retire(id, at: isRetired ? visit.now : nil, tx)
            try Work(tx, visit).record(.directory, "city:\(id)", isRetired ? "city.retirement" : "city.return")
        }
    }

    private static func checked(_ fields: Cleaned<CityFields>, but id: City.ID?, _ reading: any Reading) throws
        -> CityFields
    {
        try fields.checked { fields, check in
            let store = CityStore(reading)
            check.country(fields.country, of: try PersonStore(reading).countryCodes())
            if let code = fields.locode, let other = try store.city(locode: code), other.id != id {
                check.fail("locode", L("“\(other.name)” has this code already."))
            }
            let name = Folded.text(fields.name)
            let isTaken = try fields.country.map { country in
                try store.cities(in: country).contains { $0.id != id && Folded.text($0.name) == name }
            }
            if isTaken ?? false { check.fail("name", L("There is a city of this name in this country already.")) }
        }
    }
}
