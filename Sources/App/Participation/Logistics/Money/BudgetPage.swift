import Domain
import Markup
import Storage
import Web

/// What there is, what is promised, what was claimed and paid.
struct BudgetPage {
    let frame: EventFrame
    let lines: [BudgetLineRecord]
    let settlement: Settlement
    let entitlements: [EntitlementRecord]
    let payments: [PaymentRecord]
    let travellers: [Traveller]
    let rates: [ExchangeRateRecord]
    let finance: [(id: Account.ID, name: String, email: String)]
    /// What holds where and when the event takes place.
    let allowances: [AllowanceRecord]
    let names: DirectoryNames
    let editing: BudgetLine.ID?
    /// Of the form that comes back, by its name.
    let states: [String: FormState]

    init(_ frame: EventFrame, editing: BudgetLine.ID?, _ states: [String: FormState], _ reading: any Reading) throws {
        self.frame = frame
        self.editing = editing
        self.states = states
        let (event, store) = (frame.event.id, MoneyStore(reading))
        lines = try store.lines(of: event)
        settlement = try Settlement.of(event, reading)
        entitlements = try store.entitlements(of: event)
        payments = try store.payments(of: event)
        travellers = try TravellerStore(reading).all(of: event)
        rates = try store.rates(of: frame.event.programme)
        finance = try store.finance(of: frame.event.programme)
        allowances = try AllowanceStore(reading).holding(
            for: frame.event, host: try EventDatesStore(reading).dates(of: event).country)
        names = try DirectoryNames(reading)
    }

    private var event: Event.ID { frame.event.id }
    private func form(_ name: String, _ stored: [(String, String)] = []) -> FormState {
        (states[name] ?? FormState(stored: stored)).placed(name)
    }

    var answer: Answer {
        Logistics.answer(
            frame, "budget", L("Budget"), path: MoneyPaths.budget(event),
            """
            <h1>\(L("Budget"))</h1>\(lines.isEmpty ? nothing : table)\(addLine)\
            \(lines.isEmpty ? .empty : "\(people)\(entitle)\(payment)")\(exchange)\(frame.allows(.organise) ? keepers : .empty)
            """, status: states.values.allSatisfy(\.errors.isEmpty) ? .ok : .wrong)
    }

    // MARK: Lines

    private var nothing: HTML {
        """
        <div class="empty"><h2>\(L("No line of the budget yet"))</h2>\
        <p class="muted">\(L("A line says what money is there for: tickets, nights, the venue. People are entitled to money from a line, and claims are charged to it."))</p></div>
        """
    }

    private var table: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Budget").string())"><table class="stack"><thead><tr><th scope="col">\(L("What for"))</th>\
        <th scope="col" class="num">\(L("Ceiling"))</th><th scope="col" class="num">\(L("Committed"))</th><th scope="col" class="num">\(L("Claimed"))</th>\
        <th scope="col" class="num">\(L("Approved"))</th><th scope="col" class="num">\(L("Left"))</th><th></th></tr></thead>\
        <tbody>\(lines.html(row))</tbody>\(totals)</table></div>\(paid)
        """
    }

    /// By currency, where there is something to add.
    private var totals: HTML {
        guard lines.count > 1 else { return .empty }
        let own = Dictionary(grouping: lines) { $0.currency.code }.sorted { $0.key < $1.key }
        return "<tfoot>\(own.html { total($0.value) })</tfoot>"
    }

    private func total(_ own: [BudgetLineRecord]) -> HTML {
        guard let currency = own.first?.currency else { return .empty }
        let sums = own.map { settlement.lines[$0.id] ?? Settlement.Line() }
        func cell(_ label: Message, _ amounts: [Int64]) -> HTML {
            let amount = Money(minor: amounts.cappedSum, currency).map(MoneyWords.html)
            return "<td class=\"num\" data-label=\"\(label.string())\"><b>\(amount ?? "–")</b></td>"
        }
        let rest = own.compactMap { left(on: $0) }
        return """
            <tr><th scope="row">\(L("Together"))</th>\(cell(L("Ceiling"), own.compactMap { $0.ceiling?.minor }))\
            \(cell(L("Committed"), sums.map(\.committed)))\(cell(L("Claimed"), sums.map(\.claimed)))\(cell(L("Approved"), sums.map(\.approved)))\
            \(rest.count == own.count ? cell(L("Left"), rest) : "<td class=\"num\" data-label=\"\(L("Left").string())\">–</td>" as HTML)<td></td></tr>
            """
    }

    private func left(on line: BudgetLineRecord) -> Int64? {
        let sums = settlement.lines[line.id] ?? Settlement.Line()
        return line.ceiling.map { $0.minor.capped(subtracting: sums.committed).capped(subtracting: sums.approved) }
    }

    private func row(_ line: BudgetLineRecord) -> HTML {
        let sums = settlement.lines[line.id] ?? Settlement.Line()
        func amount(_ minor: Int64) -> HTML { Money(minor: minor, line.currency).map(MoneyWords.html) ?? "–" }
        let left = left(on: line)
        let each: HTML =
            line.perPerson.map { ceiling in
                "<span class=\"small muted\">\(L("\(MoneyWords.string(ceiling)) for each person"))</span>"
            } ?? .empty
        if line.id == editing { return "<tr><td colspan=\"7\">\(lineForm(line))</td></tr>" }
        return """
            <tr id="line-\(line.id)"><th scope="row"><span class="two-lines"><span dir="auto">\(line.title)</span><span class="small muted">\(line.category.label)</span></span></th>\
            <td class="num" data-label="\(L("Ceiling").string())"><span class="two-lines"><span>\(line.ceiling.map(MoneyWords.html) ?? "–")</span>\(each)</span></td>\
            <td class="num" data-label="\(L("Committed").string())">\(amount(sums.committed))</td>\
            <td class="num" data-label="\(L("Claimed").string())">\(amount(sums.claimed))</td>\
            <td class="num" data-label="\(L("Approved").string())">\(amount(sums.approved))</td>\
            <td class="num" data-label="\(L("Left").string())">\(left.map { $0 < 0 ? "<span class=\"state bad\">\(L("over by")) \(amount(-$0))</span>" : amount($0) } ?? "–")</td>\
            <td><span class="actions"><a class="button plain" href="\(MoneyPaths.budget(event))?line=\(line.id)#line-\(line.id)">\(L("Edit"))<span class="sr">: \(line.title)</span></a>\
            <form method="post" action="\(MoneyPaths.lineRemoval(event, line.id))"><button class="plain danger">\(L("Remove"))<span class="sr">: \(line.title)</span></button></form></span></td></tr>
            """
    }

    /// What went out, of it what was paid before it was claimed; and what nobody has checked yet.
    private var paid: HTML {
        func sums(_ amounts: [Currency: Int64]) -> HTML {
            amounts.sorted { $0.key.code < $1.key.code }.compactMap { Money(minor: $0.value, $0.key) }
                .map(MoneyWords.html).joined(separator: " + ")
        }
        var advances: [Currency: Int64] = [:]
        for payment in payments where payment.kind == .advance {
            advances[payment.amount.currency, default: 0].add(capped: payment.amount.minor)
        }
        let ofAdvances: HTML =
            advances.isEmpty ? .empty : " (\(L("of it paid in advance:")) \(sums(advances)))"
        let out: HTML =
            settlement.paid.isEmpty
            ? .empty
            : "<p class=\"muted\">\(L("Paid so far, less what was given back:")) \(sums(settlement.paid))\(ofAdvances)</p>"
        let waiting: HTML =
            settlement.unchecked.isEmpty
            ? .empty
            : "<p class=\"muted\">\(L("Claimed and not checked yet:")) \(sums(settlement.unchecked)) · <a href=\"\(MoneyPaths.claims(event))\">\(L("Claims"))</a></p>"
        return "\(out)\(waiting)"
    }

    private var addLine: HTML {
        let isOpen = lines.isEmpty || states["line"] != nil
        return editing == nil
            ? "<details id=\"new-line\"\("open", when: isOpen)><summary>\(L("Add a line"))</summary>\(lineForm(nil))</details>"
            : .empty
    }

    private func lineForm(_ line: BudgetLineRecord?) -> HTML {
        let stored: [(String, String)] = [
            ("title", line?.title ?? ""), ("category", (line?.category ?? .travel).rawValue),
            ("currency", line?.currency.code ?? "EUR"), ("ceiling", line?.ceiling?.decimal ?? ""),
            ("per-person", line?.perPerson?.decimal ?? ""),
        ]
        let form = FieldForm<BudgetLineFields>(state: form("line", stored))
        return """
            <form class="form" id="line" method="post" action="\(line.map { MoneyPaths.line(event, $0.id) } ?? MoneyPaths.lines(event))">\(form.summary)\(form.html)\
            <div class="actions"><button class="primary">\(L("Save the line"))</button>\
            \(line == nil ? .empty : "<a class=\"button plain\" href=\"\(MoneyPaths.budget(event))\">\(L("Cancel"))</a>")</div></form>
            """
    }

    // MARK: People

    /// Who is entitled to what, what was paid, and what follows: those first of whom something is to be got back, then by what is to be paid.
    private var people: HTML {
        let shown = travellers.filter { settlement.people[$0.id] != nil }.sorted { weight($0) > weight($1) }
        guard !shown.isEmpty else { return .empty }
        var rest: [Currency: Int64] = [:]
        for balance in shown.flatMap({ balances($0) }) {
            rest[balance.currency, default: 0].add(capped: balance.toPay.minor)
        }
        let sums = rest.filter { $0.value > 0 }.sorted { $0.key.code < $1.key.code }
            .compactMap { Money(minor: $0.value, $0.key) }
        let together: HTML =
            sums.isEmpty
            ? .empty
            : "<p class=\"muted\">\(L("to pay:")) <b>\(sums.map(MoneyWords.html).joined(separator: " + "))</b></p>"
        return """
            <section id="people"><h2>\(L("What people get"))</h2>\(together)<div class="scroll" tabindex="0" role="region" aria-label="\(L("What people get").string())">\
            <table class="stack due"><thead><tr><th scope="col">\(L("Name"))</th><th scope="col" class="num">\(L("Entitled"))</th><th scope="col" class="num">\(L("Claims"))</th>\
            <th scope="col" class="num">\(L("Paid so far"))</th><th scope="col" class="num">\(L("To pay", context: "budget"))</th></tr></thead><tbody>\(shown.html(person))</tbody></table></div></section>
            """
    }

    private func balances(_ person: Traveller) -> [Settlement.Balance] {
        (settlement.people[person.id] ?? [:]).sorted { $0.key.code < $1.key.code }.map(\.value)
    }

    private func weight(_ person: Traveller) -> (Int64, Int64, Int) {
        let own = balances(person)
        return (own.map(\.toRecover.minor).max() ?? 0, own.map(\.toPay.minor).max() ?? 0, -person.number)
    }

    private func person(_ person: Traveller) -> HTML {
        let (own, sums) = (entitlements.filter { $0.registration == person.id }, balances(person))
        func cell(_ label: Message, _ minor: (Settlement.Balance) -> Int64) -> HTML {
            let amounts: HTML = sums.html { sum in
                "<span>\(Money(minor: minor(sum), sum.currency).map(MoneyWords.html) ?? "–")</span>"
            }
            return
                "<td class=\"num part\" data-label=\"\(label.string())\"><span class=\"two-lines\">\(amounts)</span></td>"
        }
        return """
            <tr><th scope="row"><details><summary><bdi>\(person.name)</bdi> <span class="muted">\(L("No. \(person.number)"))</span>\
            \(person.isSeated ? .empty : " <span class=\"state warn\">\(L("has no seat"))</span>")</summary>\
            \(own.isEmpty ? .empty : "<ul class=\"plain-list\">\(own.html(entitlement))</ul>")\
            \(payments.filter { $0.registration == person.id }.html { payment in
                "<p class=\"meta\"><span>\(payment.kind.label)</span> \(MoneyWords.html(payment.amount)) <span>\(DateText.day(payment.paidOn))</span> <span dir=\"auto\">\(payment.reference)</span></p>"
            })</details></th>\(cell(L("Entitled"), \.entitled))\(cell(L("Claims"), \.allowed))\(cell(L("Paid so far"), \.paid))\
            <td class="num" data-label="\(L("To pay", context: "budget").string())"><span class="two-lines">\(sums.html(rest))</span></td></tr>
            """
    }

    private func rest(_ balance: Settlement.Balance) -> HTML {
        let (toPay, toRecover) = (balance.toPay, balance.toRecover)
        if toPay.minor > 0 { return "<b>\(MoneyWords.html(toPay))</b>" }
        return toRecover.minor > 0
            ? "<span class=\"state warn\">\(L("to recover:")) \(MoneyWords.html(toRecover))</span>"
            : "<span class=\"state good\">\(L("settled"))</span>"
    }

    private func entitlement(_ one: EntitlementRecord) -> HTML {
        let line = lines.first { $0.id == one.line }
        let count = one.quantity.map { "\($0) × " } ?? ""
        return """
            <li class="between"><span class="small"><span dir="auto">\(line?.title ?? "")</span>: \(count)\(MoneyWords.html(one.rate)) \(one.basis.label)\
            \(one.part == .one ? .empty : " · \(L("halved"))")\(one.isFixed ? " · \(L("stays in any case"))" : .empty) <span dir="auto">\(one.note)</span></span>\
            <form method="post" action="\(MoneyPaths.entitlementRemoval(event, one.id))"><button class="plain danger">\(L("Remove"))<span class="sr">: \(line?.title ?? "")</span></button></form></li>
            """
    }

    private var peopleOptions: [FieldOption] {
        travellers.map { (value: $0.id.description, label: .verbatim("\($0.name) (\($0.number))")) }
    }

    private var entitle: HTML {
        let form = form("entitlement", [("basis", "night")])
        return """
            <details id="new-entitlement"\("open", when: states["entitlement"] != nil)><summary>\(L("Entitle somebody"))</summary>\
            <form class="form" id="entitlement" method="post" action="\(MoneyPaths.entitlements(event))">\
            \(form.summary([("line", L("Line of the budget")), ("rate", L("Amount")), ("quantity", L("How often")), ("registration", L("Who")), ("basis", L("For what", context: "basis")), ("allowance", L("Rate by place"))]))\
            \(form.select("registration", L("Who"), options: [(value: "", label: L("all who are funded, have a seat and have none on this line"))] + peopleOptions))\
            \(form.select("line", L("Line of the budget"), options: lines.map { (value: $0.id.description, label: .verbatim($0.title)) }))\
            \(allowances.isEmpty ? .empty : form.select("allowance", L("Rate by place"), options: [(value: "", label: L("none: as written below"))] + allowances.map { (value: $0.id.description, label: AllowancesPage.words($0, names)) }))\
            <div class="row">\(form.text("rate", L("Amount"), hint: allowances.isEmpty ? L("In the currency of the line.") : L("In the currency of the line; empty with a rate by place."), maxLength: 30, isRequired: allowances.isEmpty))\
            \(form.select("basis", L("For what", context: "basis"), options: EntitlementBasis.options))\
            \(form.text("quantity", L("How often"), hint: L("Empty: the nights of the journey, or the days of the event."), maxLength: 6, inputMode: "numeric"))</div>\
            \(form.check("halved", L("halved, since the way is short")))\(form.check("fixed", L("stays also if they do not come: it cannot be given back")))\
            \(form.text("note", L("Note"), maxLength: 400))<div class="actions"><button>\(L("Entitle"))</button></div></form></details>
            """
    }

    private var payment: HTML {
        let today = CalendarDate.today(frame.visit.now, timeZone: frame.event.timeZone)
        let form = form("payment", [("kind", "advance"), ("currency", "EUR"), ("paid-on", today)])
        let kinds: [FieldOption] = [PaymentRecord.Kind.advance, .recovery].map { (value: $0.rawValue, label: $0.label) }
        return """
            <details id="new-payment"\("open", when: states["payment"] != nil)><summary>\(L("Enter an advance, or what was given back"))</summary>\
            <form class="form" id="payment" method="post" action="\(MoneyPaths.payments(event))">\
            \(form.summary([("registration", L("Who")), ("amount", L("Amount")), ("paid-on", L("Date"))]))\
            \(form.select("registration", L("Who"), options: [(value: "", label: L("Choose…"))] + peopleOptions))\(form.select("kind", L("What"), options: kinds))\
            <div class="row">\(form.text("amount", L("Amount"), maxLength: 30, isRequired: true))\(form.select("currency", L("Currency"), options: MoneyWords.currencies))\
            \(form.text("paid-on", L("Date"), type: "date", isRequired: true))</div>\
            \(form.text("reference", L("Reference"), hint: L("As in the accounts; no bank data."), maxLength: 200))\
            <div class="actions"><button>\(L("Enter"))</button></div></form></details>
            """
    }

    // MARK: Rates, and who keeps the money

    private var exchange: HTML {
        let form = form("rate", [("base", "EUR")])
        let list: HTML =
            rates.isEmpty
            ? .empty
            : "<ul class=\"plain-list\">\(rates.prefix(60).html { "<li><bdi>1 \($0.base.code) = \($0.rate) \($0.currency.code)</bdi> · \($0.month) · <span dir=\"auto\" class=\"muted\">\($0.source)</span></li>" })</ul>"
        return """
            <p><a href="\(MoneyPaths.allowances(event))">\(L("Rates by place"))</a></p><section id="rates"><h2>\(L("Rates of exchange"))</h2><p class="muted">\(L("Of a month, with the source. They hold for all events of the programme; a claim keeps the rate with which it was checked."))</p>\(list)\
            <details\("open", when: states["rate"] != nil)><summary>\(L("Enter a rate"))</summary><form class="form" id="rate" method="post" action="\(MoneyPaths.rates(event))">\
            \(form.summary([("currency", L("Currency")), ("month", L("Month")), ("rate", L("Rate")), ("source", L("Source"))]))\
            <div class="row">\(form.select("base", L("One unit of"), options: MoneyWords.currencies))\(form.text("rate", L("Rate"), hint: L("costs so much"), maxLength: 30, isRequired: true))\
            \(form.select("currency", L("Currency"), options: MoneyWords.currencies))</div><div class="row">\(form.text("month", L("Month"), type: "month", isRequired: true))\
            \(form.text("source", L("Source"), hint: L("For instance InforEuro."), maxLength: 200, isRequired: true))</div>\
            <div class="actions"><button>\(L("Save the rate"))</button></div></form></details></section>
            """
    }

    private var keepers: HTML {
        let form = form("finance")
        return """
            <section id="finance"><h2>\(L("Who keeps the money"))</h2><p class="muted">\(L("Organisers do, in all events of the programme. Others to whom you give access here see budget and claims, and nothing else."))</p>\
            <ul class="plain-list">\(finance.html { person in
                """
                <li class="between"><span><bdi>\(person.name)</bdi> <bdi class="muted">\(person.email)</bdi></span><form method="post" action="\(MoneyPaths.financeRemoval(event, person.id))">\
                <button class="plain">\(L("End the role"))<span class="sr">: \(person.name)</span></button></form></li>
                """
            })</ul><form class="inline" id="finance-form" method="post" action="\(MoneyPaths.finance(event))">\
            \(form.text("email", L("E-mail of an account"), type: "email", maxLength: 254))<button>\(L("Give access"))</button></form></section>
            """
    }
}
