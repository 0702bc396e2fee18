import Domain
import Storage
import Web

/// Comments: by whoever reads the thing and may write there; taken away by their author, or who keeps the thing.
enum RemarkOperations {
    /// On one thing.
    static let most = 500

    /// A key that is known is answered with the first result. Who says something follows the thing from then on.
    static func add(_ visit: Visit, to subject: String, _ fields: RemarkFields, key: String? = nil) async throws
        -> RemarkSubject
    {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            guard let account = visit.visitor.account?.id else { throw Refusal.signInNeeded }
            let found = try RemarkSubject.find(subject, visit, tx)
            guard found.mayWrite else { throw Refusal.forbidden }
            let (work, fields) = (Work(tx, visit), try cleaned.checked())
            let id: RemarkEntry.ID = SendingKey.id(
                key, by: "\(work.actor ?? "")\n\(subject)\nremark", visit.environment)
            let known = try RemarkStore(tx).remarks(on: found.subject)
            if known.contains(where: { $0.id == id }) { return found }
            guard known.count < most else {
                throw Refusal.tooMany(L("At most \(most) comments on one thing."))
            }
            try RemarkStore.insert(id, fields, on: found, by: account, work)
            let follows = FollowStore(tx)
            if FollowedKind.all.contains(where: { found.subject.hasPrefix("\($0.noun):") }),
                try follows.choice(of: account, found.subject) == nil,
                try follows.count(of: account) < FollowStore.most
            {
                try FollowStore.set(account, found.subject, isOn: true, at: work.now, tx)
            }
            // What was said does not stand in the journal, which nobody can take anything out of.
            try work.record(
                .programme(found.programme), found.subject, "remark.creation", ["remark": .text(id.description)])
            return found
        }
    }

    static func remove(_ visit: Visit, _ id: RemarkEntry.ID, on subject: String) async throws -> RemarkSubject {
        try await visit.database.write { tx in
            let found = try RemarkSubject.find(subject, visit, tx)
            let remark = try RemarkStore(tx).remark(id, on: found.subject)
            let isOwn = remark.account != nil && remark.account == visit.visitor.account?.id
            guard isOwn || found.keeps else { throw Refusal.forbidden }
            try RemarkStore.remove(id, tx)
            try Work(tx, visit).record(
                .programme(found.programme), found.subject, "remark.removal", ["remark": .text(id.description)])
            return found
        }
    }
}

/// Filters that somebody keeps by name: nobody else sees them, and the journal does not hold them.
enum KeptFilterOperations {
    static let most = 100
    static let longestName = 80
    static let longestQuery = 500

    /// - Parameters:
    ///   - page: a path of this server below a programme or a plan.
    ///   - query: as it stands in an address; empty ones say nothing.
    static func keep(_ visit: Visit, page: String, name: String, query: String) async throws -> KeptFilterRecord {
        var check = FieldCheck()
        let name = check.line("name", name, limit: longestName, isRequired: true)
        let isPage =
            (page.hasPrefix("/programmes/") || page.hasPrefix("/plans/")) && page.utf8.count <= 200
            && !page.contains("//")
            && page.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/-".contains($0)) }
        if !isPage { check.fail("page", L("No list of this server stands at this address.")) }
        let told = query.utf8.count <= longestQuery ? FormValues(urlEncoded: query) : nil
        let pairs = (told?.fields ?? []).filter { !$0.value.isEmpty }
        if pairs.isEmpty { check.fail("query", L("There is no filter to keep.")) }
        try check.finish()
        let clean = String(QueryText.of(pairs.map { ($0.name, $0.value) }).drop { $0 == "?" })
        return try await visit.database.write { tx in
            guard let account = visit.visitor.account?.id else { throw Refusal.signInNeeded }
            let store = KeptFilterStore(tx)
            let own = try store.filters(of: account)
            guard own.count < most || own.contains(where: { $0.page == page && $0.name == name }) else {
                throw Refusal.tooMany(L("You keep \(most) filters, the maximum."))
            }
            let work = Work(tx, visit)
            try KeptFilterStore.keep(work.environment.id(), page, name, clean, of: account, work)
            guard let kept = try store.filters(of: account).first(where: { $0.page == page && $0.name == name }) else {
                throw Refusal.notFound
            }
            return kept
        }
    }

    static func remove(_ visit: Visit, _ id: KeptFilter.ID) async throws {
        try await visit.database.write { tx in
            guard let account = visit.visitor.account?.id else { throw Refusal.signInNeeded }
            guard try KeptFilterStore.remove(id, of: account, tx) else { throw Refusal.notFound }
        }
    }
}
