import Web

/// What people wrote, cleaned and held against its limits ahead of the transaction, which others wait for. What is wrong with it is said
/// inside, after what concerns who writes here, together with what only the database knows: so that a person sees all of it at once.
struct Cleaned<Fields: Sendable>: Sendable {
    /// As they will be stored; what is wrong is empty.
    let fields: Fields
    private let check: FieldCheck

    init(_ fields: Fields, _ clean: (inout Fields, inout FieldCheck) -> Void) {
        var (fields, check) = (fields, FieldCheck())
        clean(&fields, &check)
        (self.fields, self.check) = (fields, check)
    }

    /// - Parameter further: holds it against what is stored.
    /// - Throws: ``Refusal/invalid(_:)`` with all that is wrong.
    func checked(_ further: (inout Fields, inout FieldCheck) throws -> Void = { _, _ in }) throws -> Fields {
        var (fields, check) = (fields, check)
        try further(&fields, &check)
        try check.finish()
        return fields
    }
}
