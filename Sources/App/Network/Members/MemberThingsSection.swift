import Markup
import Web

/// What a member wrote, shared and needs, on its page.
struct MemberThingsSection {
    let groups: [(title: Message, things: [MemberThing])]

    var html: HTML {
        groups.html { group in
            """
            <section><h2>\(group.title)</h2><ul class="lines">\(group.things.html { thing in
                """
                <li><p class="title" dir="auto"><a href="\(thing.path)">\(thing.title)</a></p>\
                <p class="meta">\(thing.note.map { "<span>\($0)</span> " as HTML })\(TLP.chip(thing.marking))</p></li>
                """
            })</ul></section>
            """
        }
    }
}
