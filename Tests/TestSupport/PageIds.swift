/// What is wrong with the ids of a page: one that stands twice, and a label, description or link within the page that points at none.
public enum PageIds {
    /// In the order of the page; what is in `<template>`, `<script>` and `<svg>` counts as well.
    public static func problems(_ page: Page) -> [String] { problems(page.text) }

    public static func problems(_ html: String) -> [String] {
        var problems: [String] = []
        var seen: Set<String> = []
        for id in values("id", html) where !seen.insert(id).inserted { problems.append("the id “\(id)” stands twice") }
        for name in [
            "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list", "form",
        ] {
            for value in values(name, html) {
                for id in value.split(separator: " ") where !seen.contains(String(id)) {
                    problems.append("\(name)=“\(id)” points at nothing")
                }
            }
        }
        for link in values("href", html) where link.hasPrefix("#") && link != "#" {
            if !seen.contains(String(link.dropFirst())) { problems.append("href=“\(link)” points at nothing") }
        }
        return Array(Set(problems)).sorted()
    }

    /// The values of an attribute, wherever a tag has it.
    private static func values(_ name: String, _ html: String) -> [String] {
        html.components(separatedBy: " \(name)=\"").dropFirst().map { piece in
            String(piece.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
        }
    }
}
