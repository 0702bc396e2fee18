import Domain
import Storage
import Web

/// Receipts: put to a cost by whose claim it is, or by who enters it for them; read by these two, and by nobody else.
enum ReceiptOperations {
    static let most = 5

    /// What was chosen in a form, looked at; nothing where no file was.
    /// - Parameter own: whose page it is; asked first, so that no stranger's file is looked at.
    static func file(_ visit: Visit, _ own: OwnJourney, _ form: FormValues) async throws -> CheckedFile? {
        guard let upload = form.uploads["file"] else { return nil }
        _ = try await visit.own(own) { try await visit.read { try own.traveller(visit, $0) } }
        // Chosen, and with nothing in it: said so, where a form without a file says nothing.
        if upload.bytes.isEmpty, upload.fileName.isEmpty { return nil }
        return try bill(await KeptFiles.check(visit, upload.bytes, name: upload.fileName))
    }

    /// Whoever keeps the money opens it on their own desk: a picture or a PDF, and nothing that runs.
    /// - Throws: ``Refusal/invalid(_:)`` at the field `file`.
    static func bill(_ file: CheckedFile) throws -> CheckedFile {
        let isPhoto =
            ["heic", "heif"].contains { file.name.lowercased().hasSuffix(".\($0)") }
            && file.bytes.dropFirst(4).starts(with: Array("ftyp".utf8))
        guard isPhoto || ["application/pdf", "image/png", "image/jpeg", "image/gif"].contains(file.type) else {
            throw Refusal.invalid(["file": L("A bill is a photo or a PDF.")])
        }
        return file
    }

    static func add(_ visit: Visit, _ own: OwnJourney, to item: ClaimItem.ID, _ file: CheckedFile) async throws {
        try await visit.own(own) {
            try await visit.database.write { tx in
                let traveller = try own.traveller(visit, tx)
                let claims = try MoneyStore(tx).claims(of: traveller.id).filter(\.state.isOpen)
                let items = try MoneyStore(tx).items(of: claims.map(\.id)).values.joined()
                guard let found = items.first(where: { $0.id == item }) else { throw Refusal.claimIsClosed }
                try addIn(own.work(visit, traveller, tx), traveller, found, file, visit.settings.files)
            }
        }
    }

    @discardableResult
    static func addIn(
        _ work: Work, _ traveller: Traveller, _ item: ClaimItemRecord, _ file: CheckedFile, _ settings: FileSettings
    ) throws -> Receipt.ID {
        let known = try ReceiptStore(work.tx).receipts(of: [item.claim])[item.id] ?? []
        // Sent twice.
        if let same = known.first(where: { $0.file.sha256 == file.sha256 }) { return same.id }
        guard known.count < most else {
            throw Refusal.invalid(["file": L("There are \(most) bills for this cost, which is as many as it takes.")]
            )
        }
        let kept = try KeptFiles.keepIn(work, file, of: traveller.event, settings)
        let id: Receipt.ID = work.environment.id()
        try ReceiptStore.insert(id, item.id, traveller, kept, now: work.now, work.tx)
        try work.record(.event(traveller.event), "claim:\(item.claim)", "claim.receipt")
        return id
    }

    static func remove(_ visit: Visit, _ own: OwnJourney, _ id: Receipt.ID) async throws {
        try await visit.own(own) {
            try await visit.database.write { tx in
                let traveller = try own.traveller(visit, tx)
                let claims = try MoneyStore(tx).claims(of: traveller.id).filter(\.state.isOpen)
                let receipts = try ReceiptStore(tx).receipts(of: claims.map(\.id)).values.joined()
                guard let found = receipts.first(where: { $0.id == id }) else { throw Refusal.claimIsClosed }
                try ReceiptStore.remove(found, tx)
            }
        }
    }

    /// One's own, also of a claim that is closed.
    static func fetch(_ visit: Visit, _ own: OwnJourney, _ id: Receipt.ID) async throws -> Answer {
        try await visit.own(own) {
            try await visit.read { reading in
                let traveller = try own.traveller(visit, reading)
                let claims = try MoneyStore(reading).claims(of: traveller.id).map(\.id)
                return try answer(try ReceiptStore(reading).receipt(claims, id), reading)
            }
        }
    }

    // MARK: Those who keep the money

    /// For a claim that came on paper.
    static func add(
        _ visit: Visit, _ event: Event.ID, _ id: Claim.ID, to item: ClaimItem.ID, _ file: CheckedFile
    ) async throws {
        try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            let claim = try MoneyStore(tx).claim(event, id)
            guard !claim.state.next.isEmpty else { throw Refusal.claimHasMoved }
            guard let found = try MoneyStore(tx).items(of: [id])[id]?.first(where: { $0.id == item }) else {
                throw Refusal.invalid(["item": L("This claim has no such cost.")])
            }
            let traveller = try TravellerStore(tx).traveller(event, claim.registration)
            try addIn(Work(tx, visit), traveller, found, file, visit.settings.files)
        }
    }

    static func fetch(_ visit: Visit, _ event: Event.ID, _ claim: Claim.ID, _ id: Receipt.ID) async throws -> Answer {
        try await visit.read { reading in
            try FinanceAccess.require(visit, event, reading)
            let known = try MoneyStore(reading).claim(event, claim)
            guard known.state != .draft else { throw Refusal.notFound }
            return try answer(try ReceiptStore(reading).receipt([known.id], id), reading)
        }
    }

    private static func answer(_ receipt: ReceiptRecord, _ reading: any Reading) throws -> Answer {
        KeptFiles.answer(receipt.file, try KeptFileStore(reading).bytes(of: receipt.file))
    }

    // MARK: What goes on its day

    static func watch(_ services: Services) async {
        await services.again(every: .seconds(60), failing: "Receipts could not be erased") {
            try await forgetDue(services)
        }
    }

    static func forgetDue(_ services: Services) async throws {
        guard try await services.database.read({ try ReceiptStore($0).hasGone() }) else { return }
        try await services.database.write { try ReceiptStore.forget($0) }
    }
}
