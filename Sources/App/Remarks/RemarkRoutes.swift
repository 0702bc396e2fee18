import Domain
import Storage
import Web

/// # Comments, and filters that somebody keeps
///
/// - `/comments/idea:I` is all that was said of an idea; what can be commented on, features tell (``RemarkableFeature``). Whoever reads the
///   thing reads it. Their pages show the newest by ``RemarkSection``.
/// - `POST /filters` keeps the filter of a list by a name of one's own; the list shows it by ``KeptFilterSection``.
enum RemarkRoutes {
    static let all: [Route] = [
        .get(RemarkPaths.all, .account) { visit, item in
            try await visit.read { try RemarkPage(item, visit, nil, $0).answer }
        },
        .post(RemarkPaths.all, .account) { visit, item in
            let values = try visit.inbound.form()
            do {
                let found = try await RemarkOperations.add(
                    visit, to: item, RemarkFields(values), key: visit.sendingName(values))
                return .redirect(to: "\(Done.added.at(found.path))#comments")
            } catch {
                let state = try FormState.refused(values, error)
                return try await visit.read { try RemarkPage(item, visit, state, $0).answer }
            }
        },
        .post(RemarkPaths.removal, .account) { visit, item in
            guard let id = RemarkEntry.ID(try visit.inbound.form().text("comment")) else { throw Refusal.notFound }
            let found = try await RemarkOperations.remove(visit, id, on: item)
            return .redirect(to: "\(Done.removed.at(found.path))#comments")
        },
        .post(RemarkPaths.filters, .account) { visit in
            let values = try visit.inbound.form()
            let kept = try await KeptFilterOperations.keep(
                visit, page: values.text("page"), name: values["name"] ?? "", query: values.text("query"))
            return .redirect(to: kept.address)
        },
        .post(RemarkPaths.filterRemoval, .account) { visit in
            guard let id = KeptFilter.ID(try visit.inbound.form().text("filter")) else { throw Refusal.notFound }
            let kept = try await visit.read { reading in
                try visit.visitor.account.map { try KeptFilterStore(reading).filters(of: $0.id) }?.first { $0.id == id }
            }
            guard let kept else { throw Refusal.notFound }
            try await KeptFilterOperations.remove(visit, id)
            return .redirect(to: Done.removed.at(kept.page))
        },
    ]
}
