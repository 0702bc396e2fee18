import Markup

/// What a whole page needs around its content.
public struct Layout: Sendable {
    /// Which of the four houses of the style sheet the page lives in.
    public enum Kind: String, Sendable {
        /// A participant's page: 360 px first.
        case phone
        /// The facilitator's three columns.
        case console
        /// Lists and forms for work at a desk.
        case desk
        /// A desk page with one short form.
        case narrow = "desk narrow"
        /// Sheets for the printer.
        case sheet = "desk sheet"
        /// The room's screen: always dark, nothing scrolls.
        case projector
    }

    public struct Crumb: Sendable {
        let title: Message
        let path: String?

        public init(_ title: Message, _ path: String?) {
            self.title = title
            self.path = path
        }
    }

    public var kind: Kind
    public var title: Message
    /// From the outermost to this page. This page alone is no way: its heading says the same.
    public var crumbs: [Crumb]
    /// The TLP label of what the page shows, for instance `GREEN`. Never translated.
    public var marking: String?
    /// What stands at the end of the header: the person, the account menu.
    public var tools: HTML
    /// In place of the breadcrumb, on a phone.
    public var heading: HTML?
    /// The ways that account holders always have: a rail at the side of a desk page, a bar at the bottom on phones.
    public var rail: HTML
    /// Above the content: what came of the form that led to the page.
    public var notice: HTML = .empty
    /// Under the header: the tabs of what the page belongs to.
    public var under: HTML
    /// False where the languages stand in the menu of ``tools``.
    public var showsLanguages = true
    /// Where the footer's help leads.
    public var help = "/help"
    /// Where the page's live events come from.
    public var live: String?
    /// The state of ``LiveView/state`` that the page was rendered for.
    public var state: String?
    /// The zone that the reader's account names; nothing leaves it to the browser. An IANA name.
    public var zone: String?
    /// Beside `<main>`: the rail before it and the side column after it.
    public var before: HTML
    public var after: HTML
    /// Further style sheets and modules that only some pages need, by name: `guide` is `guide.css`.
    public var styles: [String]
    public var scripts: [String]
    /// Where the language menu leads back to.
    public var path: String

    public init(_ kind: Kind, _ title: Message, path: String) {
        self.kind = kind
        self.title = title
        self.path = path
        crumbs = []
        styles = []
        scripts = []
        tools = .empty
        rail = .empty
        under = .empty
        before = .empty
        after = .empty
    }

    /// The document around a page's content.
    /// - Parameter main: what stands in `<main>`; for the projector the whole `<main>` element.
    public func document(_ main: HTML) -> HTML {
        let language = Language.current
        let isProjector = kind == .projector
        return """
            <!doctype html>
            <html lang="\(language.rawValue)" dir="\(language.direction)" class="\(kind.rawValue)\(rail.isEmpty ? "" : " railed")"\
            \("data-theme", value: isProjector ? "dark" : nil)>
            <head>
            <meta charset="utf-8"><title>\(title.string()) · Roundtable</title>
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
            <link rel="icon" href="\(Asset.path("favicon.svg"))" type="image/svg+xml">
            <link rel="stylesheet" href="\(Asset.path("roundtable.css"))">\(styles.html { "<link rel=\"stylesheet\" href=\"\(Asset.path("\($0).css"))\">" })
            <script type="module" src="\(Asset.path("roundtable.js"))"></script>\(scripts.html { "<script type=\"module\" src=\"\(Asset.path("\($0).js"))\"></script>" })
            </head>
            <body\("class", value: isProjector ? "screen" : nil)\("data-live", value: live)\("data-state", value: state)\("data-zone", value: zone)\
            \(ClientWords.attribute)>
            \(isProjector ? .empty : chrome)
            <p id="connection" hidden></p>
            <p id="announcer" class="sr" aria-live="polite"></p>
            \(before)
            \(isProjector ? main : "<main id=\"main\">\(notice)\(main)</main>")
            \(after)
            \(kind == .phone || kind == .console || isProjector ? .empty : footer)
            </body></html>
            """
    }

    private var chrome: HTML {
        """
        <a class="skip" href="#main">\(L("Skip to content"))</a>
        <header class="top">\(heading ?? deskHeading)\
        <div class="tools">\(marking.map { TLP.chip($0) })\(kind == .phone || !showsLanguages ? .empty : languageMenu)\(tools)</div></header>\
        \(rail)\(under)
        """
    }

    private var deskHeading: HTML {
        """
        <a class="brand" href="/">Roundtable</a>\
        \(crumbs.count < 2 ? .empty : """
            <nav class="crumbs" aria-label="\(L("You are here").string())"><ol>\
            \(crumbs.html { crumb in
                // Each in its own direction: a cut title loses its end, not its beginning.
                if let path = crumb.path { return "<li><a href=\"\(path)\" dir=\"auto\">\(crumb.title)</a></li>" }
                return "<li aria-current=\"page\"><span dir=\"auto\">\(crumb.title)</span></li>"
            })</ol></nav>
            """)
        """
    }

    private var languageMenu: HTML { LanguageMenu.html(path: path) }

    private var footer: HTML {
        "<footer class=\"foot\"><span>Roundtable</span><a href=\"\(help)\" data-help>\(L("Help"))</a></footer>"
    }
}

/// The menu of interface languages: a form with a button for each, so that it works without JavaScript, and so that nothing which
/// only follows links (crawlers, previews) changes anybody's language.
public enum LanguageMenu {
    /// - Parameter path: the page that the choice comes back to.
    public static func html(path: String) -> HTML {
        """
        <details class="menu"><summary>\(Icon.svg("language")) \(Language.current.ownName)</summary>\(choice(path: path))</details>
        """
    }

    /// The form by itself, for a menu that holds more.
    public static func choice(path: String) -> HTML {
        """
        <form method="post" action="/language"><input type="hidden" name="back" value="\(path)">\
        <ul>\(Language.allCases.html { language in
            """
            <li><button class="plain" name="to" value="\(language.rawValue)" lang="\(language.rawValue)"\
            \("aria-current", value: language == .current ? "true" : nil)>\(language.ownName)</button></li>
            """
        })</ul></form>
        """
    }
}

/// An icon of the sprite; always beside a word.
public enum Icon {
    public static func svg(_ name: String) -> HTML {
        "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"\(Asset.path("icons.svg"))#\(name)\"/></svg>"
    }

    /// For arrows, which turn around in right-to-left text.
    public static func flipping(_ name: String) -> HTML {
        "<svg class=\"icon flip\" aria-hidden=\"true\"><use href=\"\(Asset.path("icons.svg"))#\(name)\"/></svg>"
    }
}

/// Traffic Light Protocol 2.0 labels (FIRST): never translated, on their own colours.
public enum TLP {
    public static let all: [String] = ["RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"]

    /// Whether it must not lead through servers of others, by mail or by a feed.
    public static func isClose(_ marking: String) -> Bool { marking == "RED" || marking == "AMBER+STRICT" }

    /// Whether what leaves the server, a mail or a calendar, names neither its subject nor anybody in it.
    public static func isDiscreet(_ marking: String) -> Bool { isClose(marking) || marking == "AMBER" }

    /// Within a sentence: as one word, which no direction of writing turns round.
    public static func words(_ marking: String) -> String { "TLP:\(marking)" }

    public static func chip(_ marking: String) -> HTML {
        let colour = marking.split(separator: "+").first?.lowercased() ?? "clear"
        return "<span class=\"tlp \(colour)\">TLP:\(marking)</span>"
    }
}
