import Domain
import Storage
import Web

/// # Quotas and who gets a seat
///
/// - `GET /events/E/registration/quotas` shows the quotas as sentences, each with what it counts now, and a form for one more;
///   `POST` adds one, `…/quotas/Q` changes it, `…/order` moves it, `…/removal` takes it out, `…/quota-file` takes the whole list from a file.
/// - `GET /events/E/registration/allocation` shows the preview of an allocation; `POST` makes one, `…/allocation/A/confirmation` gives the
///   seats and tells everybody, `…/discard` puts it away.
/// - `GET /events/E/registration/check` says how anybody who nominated counts it again, with the files `requests.csv`, `quotas.csv`,
///   `seated.csv` and `result.json` of `roundtable allocate`.
///
/// Moving up and offers: ``Promotion``, ``OfferClock``.
enum QuotaRoutes {
    static let all: [Route] = [
        .get(Paths.quotas, .facilitate) { visit, event in try await quotas(visit, event) },
        .post(Paths.quotas, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                _ = try await QuotaOperations.add(visit, event, QuotaFields(form), key: visit.sendingName(form))
            } catch {
                return try await quotas(visit, event, state: FormState.refused(form, error))
            }
            return .redirect(to: Done.added.at(Paths.quotas(event)))
        },
        .post(Paths.quota, .organise) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await QuotaOperations.keep(visit, event, id, QuotaFields(form))
            } catch {
                return try await quotas(visit, event, editing: id, state: FormState.refused(form, error))
            }
            return .redirect(to: Done.saved.at(Paths.quotas(event)))
        },
        .post(Paths.quotaOrder, .organise) { visit, event, id in
            let by = try visit.inbound.form().wish("by", in: -QuotaOperations.most...QuotaOperations.most) ?? 0
            try await QuotaOperations.move(visit, event, id, by: by)
            return .redirect(to: Done.moved.at(Paths.quotas(event)))
        },
        .post(Paths.quotaRemoval, .organise) { visit, event, id in
            try await QuotaOperations.remove(visit, event, id)
            return .redirect(to: Done.removed.at(Paths.quotas(event)))
        },
        .post(Paths.quotaFile, .organise, limit: Route.fileLimit) { visit, event in
            let form = try visit.inbound.form()
            do {
                guard let file = form.uploads["file"], !file.bytes.isEmpty else {
                    throw Refusal.invalid(["file": L("Choose a file.")])
                }
                try await QuotaOperations.replace(visit, event, with: file.bytes)
            } catch {
                return try await quotas(visit, event, file: FormState.refused(form, error))
            }
            return .redirect(to: Done.saved.at(Paths.quotas(event)))
        },
        .get(Paths.allocation, .facilitate) { visit, event in
            try await visit.read { reading in
                guard try RegistrationStore(reading).rule(of: event) != nil else {
                    return try EventFrame(visit, event, reading).registrationNotSetUp(
                        "allocation", L("Allocation"), path: Paths.allocation(event))
                }
                return try AllocationPage(visit, event, reading).answer
            }
        },
        .post(Paths.allocation, .organise) { visit, event in
            _ = try await AllocationOperations.preview(visit, event)
            return .redirect(to: Paths.allocation(event))
        },
        .post(Paths.allocationConfirmation, .organise) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await AllocationOperations.confirm(visit, event, id, reason: form.text("reason"))
                return .redirect(to: Done.allocated.at(Paths.allocation(event)))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try AllocationPage(visit, event, state: state, $0).answer }
            }
        },
        .post(Paths.allocationDiscard, .organise) { visit, event, id in
            try await AllocationOperations.discard(visit, event, id)
            return .redirect(to: Paths.allocation(event))
        },
        // Also for who nominated somebody: the operation looks.
        .get(Paths.allocationCheck, .account) { visit, event in
            let check = try await AllocationCheck.look(visit, event)
            return try await visit.read { reading in
                let seed = check.own == nil ? try RegistrationStore(reading).rule(of: event)?.seed : nil
                return CheckPage(frame: try EventFrame(visit, event, reading), check: check, seed: seed).answer
            }
        },
        .get(Paths.allocationCheckFile, .account) { visit, event, name in
            try await AllocationCheck.look(visit, event).file(name)
        },
    ]

    private static func quotas(
        _ visit: Visit, _ event: Event.ID, editing: Quota.ID? = nil, state: FormState? = nil, file: FormState? = nil
    ) async throws -> Answer {
        let asked = visit.inbound.query["quota"].flatMap { Quota.ID($0) }
        return try await visit.read { reading in
            try QuotasPage(visit, event, editing: editing ?? asked, state: state, file: file, reading).answer
        }
    }
}

extension QuotaFields {
    init(_ form: FormValues) {
        self.init()
        label = form.text("label")
        kind = SeatQuota.Kind(rawValue: form.text("kind")) ?? .cap
        let (chosen, written) = (QuotaChoice(form.text("value")), form.text("several"))
        attribute = written.isEmpty ? chosen?.attribute.rawValue ?? form.text("attribute") : form.text("attribute")
        value = written.isEmpty ? chosen?.code ?? form.text("value") : written
        (seats, mode) = (form.text("seats"), form.text("mode"))
        (until, exceptions) = (kind == .guarantee ? form.text("until") : "", form.text("exceptions"))
    }
}
