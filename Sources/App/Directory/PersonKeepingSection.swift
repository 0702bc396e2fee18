import Markup
import Storage
import Web

extension VisibleTo {
    /// As others read it.
    var words: Message {
        switch self {
        case .nobody: L("Administrators, and organisers of the person's events.")
        case .focalPoint:
            L(
                "The focal point of the person's country, who sees the e-mail too, and the head of the secretariat; administrators, and organisers of the person's events."
            )
        case .organisers:
            L("All organisers. The e-mail: administrators, and organisers of the programmes that entered it.")
        case .programme:
            L(
                "All organisers, and everybody in the person's programmes. The e-mail: administrators, and organisers of the programmes that entered it."
            )
        }
    }
}

/// The choice of who sees a person.
struct VisibilitySection {
    let visit: Visit
    let chosen: VisibleTo
    let action: String
    let title: Message
    let words: Message
    var state = FormState()

    var html: HTML {
        var form = FormState(stored: [("visible-to", chosen.rawValue)])
        form.errors = state.errors
        return """
            <hr><section id="visibility"><h2>\(title)</h2><p class="muted">\(words)</p>\
            <form class="form" id="visibility-form" method="post" action="\(action)">\
            \(form.select("visible-to", L("Seen by"), options: VisibleTo.allCases.map { ($0.rawValue, $0.label) }))\
            <div class="actions"><button>\(L("Save"))</button></div></form></section>
            """
    }
}

/// For administrators, on a person's page: who sees the person, and the person's account.
struct PersonKeepingSection {
    private let visit: Visit
    private let person: PersonRecord
    private let account: AccountRecord?
    private let state: FormState
    /// The path of an invitation that was just made: shown once.
    private let invitation: String?
    /// What each viewer sees of the person.
    private let views: [ProfileView]
    /// Who read the address as administrator, the latest first.
    private let readings: [(name: String, at: Int64)]

    /// Nothing for others.
    init?(
        _ visit: Visit, _ person: PersonRecord, _ reading: any Reading, state: FormState = FormState(),
        invitation: String? = nil
    ) throws {
        guard visit.visitor.account?.isAdministrator ?? false else { return nil }
        self.visit = visit
        self.person = person
        self.state = state
        self.invitation = invitation
        account = try AccountStore(reading).account(of: person.id)
        views = try ProfileView.all(of: person, visit, reading)
        readings = try AddressReadingStore(reading).readings(of: person.id, limit: 50)
    }

    var html: HTML {
        VisibilitySection(
            visit: visit, chosen: person.visibleTo, action: Paths.personVisibility(person.id),
            title: L("Who sees this person"),
            words: L("The person's own choice, which an administrator can make for them."), state: state
        ).html + viewList + accountSection + readingList
    }

    private var viewList: HTML {
        """
        <details id="views"><summary>\(L("What each viewer sees of them"))</summary>\
        <dl class="facts">\(views.html { "<dt>\($0.viewer)</dt><dd>\($0.toldOfOthers)</dd>" })</dl></details>
        """
    }

    private var readingList: HTML {
        guard !readings.isEmpty else { return .empty }
        let moment = MomentWords(visit.visitor.account?.timeZone)
        return """
            <details id="address-readings"><summary>\(L("Who read the e-mail as administrator"))</summary><ul class="lines">\(readings.html { one in
                "<li><bdi>\(one.name)</bdi> <span class=\"muted small\">\(moment.html(one.at))</span></li>"
            })</ul></details>
            """
    }

    private var accountSection: HTML {
        """
        <hr><section id="account"><h2>\(L("Account"))</h2>\(notice)\
        \(account.map(linked) ?? unlinked)</section>
        """
    }

    private func linked(_ account: AccountRecord) -> HTML {
        """
        <p><span dir="auto">\(account.name)</span> <bdi>\(account.email)</bdi></p>\
        <form method="post" action="\(Paths.personAccountEnding(person.id))">\
        <button class="plain danger">\(L("Unlink the account"))</button></form>
        """
    }

    private var unlinked: HTML {
        """
        <p class="muted">\(L("With a linked account, people choose for themselves who sees them. An administrator links it, or an invitation from here does; the same e-mail address alone is not enough."))</p>\
        <form class="form" id="account-form" method="post" action="\(Paths.personAccount(person.id))">\
        \(state.text("email", L("E-mail of the account"), type: "email", autocomplete: "off", maxLength: 254, isRequired: true))\
        <div class="actions"><button>\(L("Link the account"))</button></div></form>\
        \(person.fields.email == nil ? .empty : """
            <form method="post" action="\(Paths.personInvitation(person.id))">\
            <button class="plain">\(L("Make an invitation for this person"))</button></form>
            """)
        """
    }

    private var notice: HTML {
        guard let invitation else { return .empty }
        let address = visit.settings.baseURL + invitation
        return """
            <div class="notice good" role="status"><p><b>\(L("Send this link to \(person.fields.fullName). It will not be shown again:"))</b></p>\
            <p><code>\(address)</code></p>\
            <div class="actions"><button type="button" data-copy="\(address)">\(Icon.svg("copy")) \(L("Copy"))</button></div></div>
            """
    }
}
