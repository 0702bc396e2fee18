import Domain
import Markup
import Storage
import Web

extension ClaimState {
    var label: Message {
        switch self {
        case .draft: L("being written", context: "claim")
        case .submitted: L("sent", context: "claim")
        case .checked: L("checked", context: "claim")
        case .approved: L("approved", context: "claim")
        case .paid: L("paid", context: "claim")
        case .returned: L("returned", context: "claim")
        case .rejected: L("rejected", context: "claim")
        }
    }

    /// Over those of this state: what is to be done with them, or what became of them.
    var heading: Message {
        switch self {
        case .draft: L("being written", context: "claim")
        case .submitted: L("To check", context: "claims")
        case .checked: L("To approve", context: "claims")
        case .approved: L("To pay", context: "claims")
        case .paid: L("Paid", context: "claims")
        case .returned: L("Returned to the person", context: "claims")
        case .rejected: L("Rejected", context: "claims")
        }
    }

    var chip: HTML {
        let mark =
            switch self {
            case .draft, .submitted, .checked: "open"
            case .approved, .paid: "good"
            case .returned: "warn"
            case .rejected: "bad"
            }
        return "<span class=\"state \(mark)\">\(label)</span>"
    }
}

/// All claims of an event, those first on which somebody waits.
struct ClaimsPage {
    let frame: EventFrame
    let claims: [ClaimRecord]
    let items: [Claim.ID: [ClaimItemRecord]]
    let travellers: [Registration.ID: Traveller]
    let names: DirectoryNames
    /// What each comes to in the currency in which it is paid; nothing where a rate is missing.
    let totals: [Claim.ID: Money]

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        let store = MoneyStore(reading)
        claims = try store.claims(of: frame.event.id).filter { $0.state != .draft }
        items = try store.items(of: claims.map(\.id))
        var totals: [Claim.ID: Money] = [:]
        for claim in claims {
            totals[claim.id] = try Self.total(claim, items[claim.id] ?? [], frame.event.programme, store)
        }
        self.totals = totals
        travellers = Dictionary(try TravellerStore(reading).all(of: frame.event.id).map { ($0.id, $0) }) { first, _ in
            first
        }
        names = try DirectoryNames(reading)
    }

    private var event: Event.ID { frame.event.id }

    /// As it was checked, else at the rate of the month.
    static func total(
        _ claim: ClaimRecord, _ items: [ClaimItemRecord], _ programme: Programme.ID, _ store: MoneyStore
    ) throws -> Money? {
        var sum: Int64 = 0
        for item in items {
            let amount =
                try item.exchanged
                ?? ClaimOperations.exchanged(item, to: claim.currency, programme, store)?.amount.minor
            guard let amount else { return nil }
            sum.add(capped: amount)
        }
        return Money(minor: sum, claim.currency)
    }

    /// What was spent, by currency, and what it comes to: `6 000.00 KZT + 44.40 EUR = 56.11 EUR`.
    static func sum(_ items: [ClaimItemRecord], _ total: Money?) -> HTML {
        let own = Dictionary(grouping: items) { $0.amount.currency }.sorted { $0.key.code > $1.key.code }
            .compactMap { Money(minor: $0.value.map(\.amount.minor).cappedSum, $0.key) }
        let spent = own.map(MoneyWords.html).joined(separator: " + ")
        guard let total, own.count != 1 || own.first?.currency != total.currency else { return spent }
        return "\(spent) = <b>\(MoneyWords.html(total))</b>"
    }

    private var primary: HTML {
        guard let first = claims.filter({ $0.state == .submitted }).min(by: { $0.number < $1.number }) else {
            return .empty
        }
        return
            "<div class=\"actions\"><a class=\"button primary\" href=\"\(MoneyPaths.claim(event, first.id))\">\(L("Check claim no. \(first.number)"))</a></div>"
    }

    var answer: Answer {
        let order: [ClaimState] = [.submitted, .checked, .approved, .returned, .paid, .rejected]
        return Logistics.answer(
            frame, "claims", L("Claims"), path: MoneyPaths.claims(event),
            """
            <div class="between"><h1>\(L("Claims"))</h1><div class="actions">\(FieldList.workbook(MoneyPaths.claimsSheet(event)))<a class="button plain" href="\(MoneyPaths.claimsImport(event))">\(Icon.svg("upload")) \(FieldImportSection.title)</a></div></div>\
            \(claims.isEmpty ? nothing : "\(primary)\(order.html(section))")
            """)
    }

    private var nothing: HTML {
        """
        <div class="empty"><h2>\(L("No claim yet"))</h2><p class="muted">\(L("Who has a seat writes what they spent on their phone, by their account or personal link. What is sent stands here."))</p></div>
        """
    }

    private func section(_ state: ClaimState) -> HTML {
        let shown = claims.filter { $0.state == state }
        guard !shown.isEmpty else { return .empty }
        return """
            <section id="claims-\(state.rawValue)"><h2>\(state.heading) <span class="muted">(\(shown.count))</span></h2><ul class="lines">\(shown.html(line))</ul></section>
            """
    }

    private func line(_ claim: ClaimRecord) -> HTML {
        let person = travellers[claim.registration]
        let own = items[claim.id] ?? []
        let allowed = own.compactMap(\.allowed).cappedSum
        return """
            <li class="between"><p class="title"><a href="\(MoneyPaths.claim(event, claim.id))">\(L("No. \(claim.number)")) <bdi>\(person?.name ?? "–")</bdi></a> \(names.chip(person?.country))</p>\
            <p class="meta"><span>\(L(own.count, one: "\(own.count) cost", other: "\(own.count) costs"))</span> <span>\(Self.sum(own, totals[claim.id]))</span>\
            \(own.contains { $0.allowed != nil } ? " <span>\(L("allowed:")) <b>\(Money(minor: allowed, claim.currency).map(MoneyWords.html) ?? "–")</b></span>" : .empty)</p></li>
            """
    }

    /// `number,person,category,date,amount,currency,rate,eur,allowed,reason,state`
    func sheet() -> WorkbookSheet {
        WorkbookSheet(
            name: L("Claims").string(),
            header: ClaimRow.fields.map(\.column),
            rows: claims.flatMap { claim in
                (items[claim.id] ?? []).map { item -> [SheetCell] in
                    func amount(_ minor: Int64?) -> SheetCell {
                        SheetCell(minor.flatMap { Money(minor: $0, claim.currency)?.decimal })
                    }
                    return [
                        SheetCell(claim.number), SheetCell(travellers[claim.registration]?.name),
                        SheetCell(item.category.rawValue),
                        SheetCell(item.spentOn), SheetCell(item.amount.decimal), SheetCell(item.amount.currency.code),
                        SheetCell(item.rate), amount(item.exchanged), amount(item.allowed),
                        SheetCell(ClaimPage.words(item.reason).string()), SheetCell(claim.state.rawValue),
                    ]
                }
            })
    }
}

/// One claim, to be checked, approved and paid.
struct ClaimPage {
    let frame: EventFrame
    let claim: ClaimRecord
    let items: [ClaimItemRecord]
    let receipts: [ClaimItem.ID: [ReceiptRecord]]
    let traveller: Traveller
    let lines: [BudgetLineRecord]
    let balance: Settlement.Balance?
    /// What each cost comes to in the claim's currency, where there is a rate for it; while it is to be checked.
    let exchanged: [ClaimItem.ID: Money]
    let total: Money?
    /// Who approves it, where whoever looks at it may not.
    let others: [String]
    let states: [String: FormState]

    init(_ frame: EventFrame, _ id: Claim.ID, _ states: [String: FormState], _ reading: any Reading) throws {
        self.frame = frame
        self.states = states
        let store = MoneyStore(reading)
        claim = try store.claim(frame.event.id, id)
        items = try store.items(of: [id])[id] ?? []
        receipts = try ReceiptStore(reading).receipts(of: [id])
        traveller = try TravellerStore(reading).traveller(frame.event.id, claim.registration)
        lines = try store.lines(of: frame.event.id)
        balance = try Settlement.of(frame.event.id, reading).people[claim.registration]?[claim.currency]
        others = try ClaimHands.others(claim, than: frame.visit.visitor.journalName, reading)
        var amounts: [ClaimItem.ID: Money] = [:]
        if claim.state == .submitted {
            for item in items {
                let found = try ClaimOperations.exchanged(item, to: claim.currency, frame.event.programme, store)
                amounts[item.id] = found?.amount
            }
        }
        exchanged = amounts
        total = try ClaimsPage.total(claim, items, frame.event.programme, store)
    }

    private var event: Event.ID { frame.event.id }

    static func words(_ reason: String) -> Message {
        switch reason {
        case ClaimOperations.ceiling: L("cut by the ceiling")
        case ClaimOperations.cancelled: L("not allowed: the event is cancelled, and this could be given back")
        default: .verbatim(reason)
        }
    }

    var answer: Answer {
        let title = L("Claim no. \(claim.number)")
        return Logistics.answer(
            frame, "claims", title, path: MoneyPaths.claim(event, claim.id),
            """
            <div class="head"><h1>\(title)</h1><p class="meta"><bdi>\(traveller.name)</bdi> \(claim.state.chip)\(traveller.isSeated ? .empty : " <span class=\"state warn\">\(L("has no seat"))</span>")\
            \(claim.submittedAt.map { " <span>\(MomentWords(frame.event.timeZone).html($0))</span>" })</p>\
            \(items.isEmpty ? .empty : "<p>\(ClaimsPage.sum(items, total))</p>")\
            \(claim.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(claim.note)</p>")\
            \(claim.reason.isEmpty ? .empty : "<p class=\"notice warn\" dir=\"auto\">\(claim.reason)</p>")</div>\
            \(claim.state == .submitted ? check : table)\(decisions)
            """, status: states.values.allSatisfy(\.errors.isEmpty) ? .ok : .wrong)
    }

    // MARK: To check

    private var check: HTML {
        let state = states["check"] ?? FormState()
        let fields: [(field: String, label: Message)] = items.flatMap { item in
            ["line", "allowed", "reason"].map { (field: "\($0)-\(item.id)", label: Message.verbatim(item.words)) }
        }
        return """
            <form class="form" id="check" method="post" action="\(MoneyPaths.claimCheck(event, claim.id))">\
            \(state.summary([(field: "rate", label: L("Rates of exchange"))] + fields))\
            \(items.html { checked($0, state) })<div class="actions dock"><button class="primary">\(allowing)</button></div></form>
            """
    }

    /// What the press does, where it is known: less is written behind each cost.
    private var allowing: Message {
        let amounts = items.compactMap { exchanged[$0.id]?.minor }
        guard amounts.count == items.count, frame.event.standing != .cancelled,
            let sum = Money(minor: amounts.cappedSum, claim.currency)
        else { return L("Checked: this is allowed") }
        return L("Allow \(MoneyWords.string(sum))")
    }

    private func checked(_ item: ClaimItemRecord, _ state: FormState) -> HTML {
        let options: [FieldOption] =
            [(value: "", label: L("none"))] + lines.map { (value: $0.id.description, label: .verbatim($0.title)) }
        let fitting = lines.first { $0.category == item.category }?.id.description ?? ""
        let form =
            state.values.fields.isEmpty ? FormState(stored: [("line-\(item.id)", fitting)]) : state
        let isLess = ["allowed-\(item.id)", "reason-\(item.id)"].contains {
            form.errors[$0] != nil || !(form.values[$0] ?? "").isEmpty
        }
        return """
            <fieldset class="stack-2" id="item-\(item.id)"><legend><span dir="auto">\(item.words)</span></legend>\
            <p class="meta"><span>\(item.category.label)</span> <span>\(DateText.day(item.spentOn))</span> <b>\(MoneyWords.html(item.amount))</b>\(rate(item))\(marks(item))</p>\
            \(form.select("line-\(item.id)", L("Line of the budget"), options: options))\
            <details\("open", when: isLess)><summary>\(L("Allow less"))<span class="sr">: \(item.words)</span></summary><div class="stack-2"><div class="row">\
            \(form.text("allowed-\(item.id)", L("Allowed"), hint: L("In \(claim.currency.code); empty: all of it, as far as the ceilings allow."), maxLength: 30))\
            \(form.text("reason-\(item.id)", L("Why less"), maxLength: 400))</div>\
            <div class="actions"><button>\(L("Allow what is written"))</button></div></div></details></fieldset>
            """
    }

    /// What it comes to in the currency of the claim; without a rate, where one is entered.
    private func rate(_ item: ClaimItemRecord) -> HTML {
        guard item.amount.currency != claim.currency else { return .empty }
        guard let amount = exchanged[item.id] else {
            let isFirst = items.first { exchanged[$0.id] == nil }?.id == item.id
            return """
                 <span class="state warn">\(L("no rate of the month"))</span> <a\("id", value: isFirst ? "rate" : nil) href="\(MoneyPaths.budget(event))#rates">\(L("Enter the rate"))</a>
                """
        }
        return " <span>= \(MoneyWords.html(amount))</span>"
    }

    private var table: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Costs").string())"><table class="stack"><thead><tr><th scope="col">\(L("What for"))</th><th scope="col">\(L("Date"))</th>\
        <th scope="col" class="num">\(L("Claimed"))</th><th scope="col" class="num">\(L("Rate"))</th><th scope="col" class="num">\(L("Allowed"))</th><th scope="col">\(L("Why less"))</th></tr></thead>\
        <tbody>\(items.html { item in
            """
            <tr><th scope="row"><span dir="auto">\(item.words)</span> <span class="muted">\(item.category.label)</span>\(marks(item))</th><td data-label="\(L("Date").string())">\(DateText.day(item.spentOn))</td>\
            <td class="num" data-label="\(L("Claimed").string())">\(MoneyWords.html(item.amount))</td><td class="num" data-label="\(L("Rate").string())">\(item.rate ?? "–")</td>\
            <td class="num" data-label="\(L("Allowed").string())">\(item.allowed.flatMap { Money(minor: $0, claim.currency) }.map(MoneyWords.html) ?? "–")</td>\
            <td data-label="\(L("Why less").string())" dir="auto">\(Self.words(item.reason))</td></tr>
            """
        })</tbody></table></div>
        """
    }

    /// That it cannot be given back, and its receipts.
    private func marks(_ item: ClaimItemRecord) -> HTML {
        let own = receipts[item.id] ?? []
        let links: HTML = own.html { receipt in
            " <a href=\"\(MoneyPaths.receipt(event, claim.id, receipt.id))\" download>\(Icon.svg("download")) <bdi>\(receipt.file.name)</bdi></a>"
        }
        return """
            \(item.isNotRefundable ? " <span class=\"chip\">\(L("not refunded if the event is cancelled"))</span>" : .empty)\
            \(own.isEmpty ? " <span class=\"state warn\">\(L("without a bill"))</span>" : links)
            """
    }

    // MARK: To decide

    private var decisions: HTML {
        let next = claim.state.next
        let reason = (states["reason"] ?? FormState()).placed("back")
        let back: HTML =
            next.contains(.returned)
            ? """
            <details id="back"\("open", when: states["reason"] != nil)><summary>\(next.contains(.rejected) ? L("Return or reject it") : L("Return it"))</summary>\
            <form class="form" method="post" action="\(MoneyPaths.claimState(event, claim.id))">\(reason.summary([("reason", L("Reason"))]))\(reason.text("reason", L("Reason"), hint: L("The person reads it."), maxLength: 600, isRequired: true))\
            <div class="actions"><button name="state" value="returned">\(L("Return it"))</button>\
            \(next.contains(.rejected) ? "<button class=\"danger\" name=\"state\" value=\"rejected\">\(L("Reject it"))</button>" : .empty)</div></form></details>
            """ : .empty
        return "\(next.contains(.approved) ? approve : .empty)\(next.contains(.paid) ? pay : .empty)\(back)"
    }

    private var approve: HTML {
        guard others.isEmpty else {
            return """
                <p class="notice">\(claim.checker == frame.visit.visitor.journalName ? L("You have checked this claim.") : L("This claim is your own.")) \
                \(L("Somebody else approves it: \(list: others)."))</p>
                """
        }
        return
            "<form method=\"post\" action=\"\(MoneyPaths.claimState(event, claim.id))\"><button class=\"primary\" name=\"state\" value=\"approved\">\(L("Approve it"))</button></form>"
    }

    private var pay: HTML {
        let today = CalendarDate.today(frame.visit.now, timeZone: frame.event.timeZone)
        let form = (states["pay"] ?? FormState(stored: [("paid-on", today)])).placed("pay")
        let rest: HTML =
            balance.map { balance in
                balance.toRecover.minor > 0
                    ? "<p class=\"notice warn\">\(L("More was paid before than is due: to recover")) \(MoneyWords.html(balance.toRecover))</p>"
                    : "<p>\(L("To pay, less what was advanced:")) <b>\(MoneyWords.html(balance.toPay))</b></p>"
            } ?? .empty
        return """
            <section id="pay"><h2>\(L("Payment"))</h2>\(rest)<form class="form" method="post" action="\(MoneyPaths.claimState(event, claim.id))">\(form.summary([("paid-on", L("Date"))]))\
            <div class="row">\(form.text("paid-on", L("Date"), type: "date", isRequired: true))\(form.text("reference", L("Reference"), hint: L("As in the accounts; no bank data."), maxLength: 200))</div>\
            <div class="actions"><button class="primary" name="state" value="paid">\(L("It is paid"))</button></div></form></section>
            """
    }
}
