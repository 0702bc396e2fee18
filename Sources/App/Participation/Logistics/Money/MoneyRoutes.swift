import Domain
import Storage
import Web

/// # Budget, claims and payments
///
/// - `/events/E/budget` shows lines, what people are entitled to, what was paid, rates and who keeps the money; its forms change them.
/// - `…/budget/allowances` lists what is paid by place and date, with a file out and in.
/// - `/events/E/claims` lists claims, `/events/E/claims/C` is one: `…/check` checks it, `…/state` returns, rejects, approves or pays it.
///   `…/receipts/X` gives out a receipt, to keep and never to show.
/// - `/my-events/R/claim` is one's own, by account; `/r/TOKEN/claim` the same by the registration's link; both with `…/receipts/X`.
/// - `/money` leads whoever keeps the money of a programme to its events.
enum MoneyRoutes {
    static let all: [Route] = budget + allowances + claims + files + own

    private static let allowances: [Route] = [
        .get(MoneyPaths.allowances, .account) { visit, event in try await rates(visit, event, FormState()) },
        .post(MoneyPaths.allowances, .account) { visit, event in
            let form = try visit.inbound.form()
            do {
                try await AllowanceOperations.add(visit, event, try AllowanceFields(form))
                return .redirect(to: Done.saved.at(MoneyPaths.allowances(event)))
            } catch {
                return try await rates(visit, event, .refused(form, error))
            }
        },
        .post(MoneyPaths.allowanceRemoval, .account) { visit, event, id in
            try await AllowanceOperations.remove(visit, event, id)
            return .redirect(to: Done.removed.at(MoneyPaths.allowances(event)))
        },
        .get(MoneyPaths.allowancesSheet, .account) { visit, event in
            let sheet = try await visit.read { reading in
                try FinanceAccess.require(visit, event, reading)
                return try AllowancesPage(EventFrame(visit, event, reading), FormState(), reading).sheet()
            }
            return try LogisticsRoutes.workbook([sheet], name: "rates.xlsx")
        },
        .get(MoneyPaths.allowancesImport, .account) { visit, event in
            try await ratesFile(visit, event, FormState())
        },
        .post(MoneyPaths.allowancesImport, .account, limit: Route.fileLimit) { visit, event in
            let form = try visit.inbound.form()
            do {
                let upload = try TableUpload(form)
                let counts = try await AllowanceOperations.take(visit, event, upload)
                let path = MoneyPaths.allowancesImport(event)
                return .redirect(to: FieldImportSection.done(counts, isTrial: upload.isTrial, at: path))
            } catch {
                return try await ratesFile(visit, event, .refused(form, error))
            }
        },
    ]

    private static let files: [Route] = [
        .get(MoneyPaths.claimsImport, .account) { visit, event in try await claimsFile(visit, event, FormState()) },
        .post(MoneyPaths.claimsImport, .account, limit: Route.fileLimit) { visit, event in
            let form = try visit.inbound.form()
            do {
                let upload = try TableUpload(form)
                let counts = try await ClaimFile.take(visit, event, upload)
                let path = MoneyPaths.claimsImport(event)
                return .redirect(to: FieldImportSection.done(counts, isTrial: upload.isTrial, at: path))
            } catch {
                return try await claimsFile(visit, event, .refused(form, error))
            }
        },
    ]

    private static let budget: [Route] = [
        .get(MoneyPaths.mine, .account) { visit in try await visit.read { try MoneyListPage(visit, $0).answer } },
        .get(MoneyPaths.budget, .account) { visit, event in
            try await budgetPage(visit, event, BudgetLine.ID(visit.inbound.query.text("line")))
        },
        .post(MoneyPaths.lines, .account) { visit, event in
            try await change(visit, event, "line") {
                _ = try await BudgetOperations.writeLine(
                    visit, event, nil, try BudgetLineFields($0), key: visit.sendingName($0))
            }
        },
        .post(MoneyPaths.line, .account) { visit, event, id in
            try await change(visit, event, "line", editing: id) {
                _ = try await BudgetOperations.writeLine(visit, event, id, try BudgetLineFields($0))
            }
        },
        .post(MoneyPaths.lineRemoval, .account) { visit, event, id in
            try await BudgetOperations.removeLine(visit, event, id)
            return .redirect(to: Done.removed.at(MoneyPaths.budget(event)))
        },
        .post(MoneyPaths.entitlements, .account) { visit, event in
            try await change(visit, event, "entitlement") {
                try await BudgetOperations.entitle(visit, event, try entitlement($0))
            }
        },
        .post(MoneyPaths.entitlementRemoval, .account) { visit, event, id in
            try await BudgetOperations.removeEntitlement(visit, event, id)
            return .redirect(to: Done.removed.at(MoneyPaths.budget(event)))
        },
        .post(MoneyPaths.payments, .account) { visit, event in
            try await change(visit, event, "payment") {
                try await BudgetOperations.pay(visit, event, try payment($0), key: visit.sendingName($0))
            }
        },
        .post(MoneyPaths.rates, .account) { visit, event in
            try await change(visit, event, "rate") { form in
                try await BudgetOperations.setRate(
                    visit, event,
                    .init(
                        currency: form.text("currency"), base: form.text("base"), month: form.text("month"),
                        rate: form.text("rate"), source: form["source"] ?? ""))
            }
        },
        .post(MoneyPaths.finance, .organise) { visit, event in
            try await change(visit, event, "finance") {
                try await BudgetOperations.nameFinance(visit, event, email: $0["email"] ?? "")
            }
        },
        .post(MoneyPaths.financeRemoval, .organise) { visit, event, account in
            try await BudgetOperations.endFinance(visit, event, account)
            return .redirect(to: Done.removed.at(MoneyPaths.budget(event)))
        },
    ]

    private static let claims: [Route] = [
        .get(MoneyPaths.claims, .account) { visit, event in
            try await visit.read { reading in
                try FinanceAccess.require(visit, event, reading)
                return try ClaimsPage(EventFrame(visit, event, reading), reading).answer
            }
        },
        .get(MoneyPaths.claimsSheet, .account) { visit, event in
            let sheet = try await visit.read { reading in
                try FinanceAccess.require(visit, event, reading)
                return try ClaimsPage(EventFrame(visit, event, reading), reading).sheet()
            }
            return try LogisticsRoutes.workbook([sheet], name: "claims.xlsx")
        },
        .get(MoneyPaths.claim, .account) { visit, event, id in try await claimPage(visit, event, id) },
        .get(MoneyPaths.receipt, .account) { visit, event, claim, id in
            try await ReceiptOperations.fetch(visit, event, claim, id)
        },
        .post(MoneyPaths.claimCheck, .account) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await ClaimOperations.check(visit, event, id, verdicts(form))
                return .redirect(to: Done.saved.at(MoneyPaths.claim(event, id)))
            } catch {
                return try await claimPage(visit, event, id, ["check": .refused(form, error)])
            }
        },
        .post(MoneyPaths.claimState, .account) { visit, event, id in
            let form = try visit.inbound.form()
            let state = ClaimState(rawValue: form.text("state")) ?? .submitted
            do {
                try await ClaimOperations.decide(
                    visit, event, id, state, reason: form["reason"] ?? "", paidOn: form.text("paid-on"),
                    reference: form["reference"] ?? "")
                return .redirect(to: Done.saved.at(MoneyPaths.claim(event, id)))
            } catch {
                return try await claimPage(visit, event, id, [state == .paid ? "pay" : "reason": .refused(form, error)])
            }
        },
    ]

    private static let own: [Route] = [
        .get(LogisticsPaths.ownClaim, .account) { visit, id in try await ownPage(visit, .account(id)) },
        .post(LogisticsPaths.ownClaim, .account, limit: KeptFiles.formLimit) { visit, id in
            try await tell(visit, .account(id))
        },
        .get(LogisticsPaths.ownReceipt, .account) { visit, id, receipt in
            try await ReceiptOperations.fetch(visit, .account(id), receipt)
        },
        .get(LogisticsPaths.linkClaim, .anyone) { visit, token in try await ownPage(visit, .link(token)) },
        .post(LogisticsPaths.linkClaim, .anyone, limit: KeptFiles.formLimit) { visit, token in
            try await tell(visit, .link(token))
        },
        .get(LogisticsPaths.linkReceipt, .anyone) { visit, token, receipt in
            try await ReceiptOperations.fetch(visit, .link(token), receipt)
        },
    ]

    // MARK: Forms

    /// - Throws: at the field, where a choice is none that was offered.
    private static func choice<Value>(_ form: FormValues, _ name: String, _ read: (String) -> Value?) throws -> Value {
        guard let value = read(form.text(name)) else {
            throw Refusal.invalid([name: L("Choose one of the answers that are offered.")])
        }
        return value
    }

    private static func entitlement(_ form: FormValues) throws -> BudgetOperations.EntitlementInput {
        var input = BudgetOperations.EntitlementInput()
        // Nobody is everybody only where nobody was chosen.
        input.registration =
            form.text("registration").isEmpty ? nil : try choice(form, "registration") { Registration.ID($0) }
        input.line = form.text("line").isEmpty ? nil : try choice(form, "line") { BudgetLine.ID($0) }
        input.basis = try choice(form, "basis") { $0.isEmpty ? .night : EntitlementBasis(rawValue: $0) }
        // What is no number is refused by its bounds.
        input.quantity =
            form.text("quantity").isEmpty ? nil : WholeText.read(form.text("quantity"), in: 0...10_000) ?? -1
        input.rate = form.text("rate")
        input.allowance =
            form.text("allowance").isEmpty ? nil : try choice(form, "allowance") { Allowance.ID($0) }
        input.isHalved = form.isOn("halved")
        input.isFixed = form.isOn("fixed")
        input.note = form["note"] ?? ""
        return input
    }

    private static func payment(_ form: FormValues) throws -> BudgetOperations.PaymentInput {
        BudgetOperations.PaymentInput(
            registration: Registration.ID(form.text("registration")),
            kind: try choice(form, "kind") { $0.isEmpty ? .advance : PaymentRecord.Kind(rawValue: $0) },
            amount: form.text("amount"),
            currency: form.text("currency"), paidOn: form.text("paid-on"), reference: form["reference"] ?? "")
    }

    private static func verdicts(_ form: FormValues) -> [ClaimItem.ID: ClaimOperations.Verdict] {
        var verdicts: [ClaimItem.ID: ClaimOperations.Verdict] = [:]
        for field in form.fields {
            for part in ["line", "allowed", "reason"] where field.name.hasPrefix("\(part)-") {
                guard let item = ClaimItem.ID(String(field.name.dropFirst(part.count + 1))) else { continue }
                var verdict = verdicts[item] ?? ClaimOperations.Verdict()
                switch part {
                case "line": verdict.line = BudgetLine.ID(field.value)
                case "allowed": verdict.allowed = field.value.trimmed
                default: verdict.reason = field.value
                }
                verdicts[item] = verdict
            }
        }
        return verdicts
    }

    // MARK: Pages

    private static func rates(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            try FinanceAccess.require(visit, event, reading)
            return try AllowancesPage(EventFrame(visit, event, reading), state, reading).answer
        }
    }

    private static func ratesFile(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            try FinanceAccess.require(visit, event, reading)
            return LogisticsFiles.page(
                try EventFrame(visit, event, reading), "budget", path: MoneyPaths.allowancesImport(event),
                list: MoneyPaths.allowances(event), workbook: MoneyPaths.allowancesSheet(event), state)
        }
    }

    private static func claimsFile(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            try FinanceAccess.require(visit, event, reading)
            return LogisticsFiles.page(
                try EventFrame(visit, event, reading), "claims", path: MoneyPaths.claimsImport(event),
                list: MoneyPaths.claims(event), workbook: MoneyPaths.claimsSheet(event), state)
        }
    }

    private static func change(
        _ visit: Visit, _ event: Event.ID, _ name: String, editing: BudgetLine.ID? = nil,
        _ body: (FormValues) async throws -> Void
    ) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await body(form)
            return .redirect(to: Done.saved.at(MoneyPaths.budget(event)))
        } catch {
            return try await budgetPage(visit, event, editing, [name: .refused(form, error)])
        }
    }

    private static func budgetPage(
        _ visit: Visit, _ event: Event.ID, _ editing: BudgetLine.ID?, _ states: [String: FormState] = [:]
    ) async throws -> Answer {
        try await visit.read { reading in
            try FinanceAccess.require(visit, event, reading)
            return try BudgetPage(EventFrame(visit, event, reading), editing: editing, states, reading).answer
        }
    }

    private static func claimPage(
        _ visit: Visit, _ event: Event.ID, _ id: Claim.ID, _ states: [String: FormState] = [:]
    )
        async throws -> Answer
    {
        try await visit.read { reading in
            try FinanceAccess.require(visit, event, reading)
            return try ClaimPage(EventFrame(visit, event, reading), id, states, reading).answer
        }
    }

    private static func ownPage(_ visit: Visit, _ own: OwnJourney, _ states: [String: FormState] = [:]) async throws
        -> Answer
    {
        try await visit.own(own) { try await visit.read { try OwnClaimPage(visit, own, states, $0).answer } }
    }

    private static func tell(_ visit: Visit, _ own: OwnJourney) async throws -> Answer {
        let form = try visit.inbound.form()
        let act = form.text("act")
        do {
            switch act {
            case "removal":
                guard let item = ClaimItem.ID(form.text("item")) else { throw Refusal.malformedForm }
                try await ClaimOperations.removeItem(visit, own, item)
            case "receipt-removal":
                guard let receipt = Receipt.ID(form.text("receipt")) else { throw Refusal.malformedForm }
                try await ReceiptOperations.remove(visit, own, receipt)
            case "receipt":
                guard let item = ClaimItem.ID(form.text("item")) else { throw Refusal.malformedForm }
                guard let file = try await ReceiptOperations.file(visit, own, form) else {
                    throw Refusal.invalid(["file": L("Choose a file first.")])
                }
                try await ReceiptOperations.add(visit, own, to: item, file)
            case "submission": try await ClaimOperations.submit(visit, own, note: form["note"] ?? "")
            case "addition", "":
                let input = ClaimItemInput(
                    category: try choice(form, "category") { $0.isEmpty ? .other : CostCategory(rawValue: $0) },
                    spentOn: form.text("spent-on"), words: form["words"] ?? "", amount: form.text("amount"),
                    currency: form.text("currency"), isNotRefundable: form.isOn("not-refundable"))
                try await ClaimOperations.addItem(
                    visit, own, input, try await ReceiptOperations.file(visit, own, form),
                    key: visit.sendingName(form))
            default: throw Refusal.malformedForm
            }
            return .redirect(to: (act == "submission" ? Done.claimSent : .saved).at(own.claimPath))
        } catch {
            let place = act == "submission" ? "claim" : act == "receipt" ? "receipt-\(form.text("item"))" : "item"
            return try await ownPage(visit, own, [place: .refused(form, error)])
        }
    }
}

extension Done {
    static let claimSent = Done("claim-sent", L("The claim is sent. What comes of it stands here."))
}
