import Domain
import Web

extension Paths {
    static let «plural» = «Path»("«prefix»/«path»")
    static let new«Noun» = «Path»("«prefix»/«path»/new")
    static let «plural»Sheet = «Path»("«prefix»/«path».xlsx")
    static let «noun»Import = «Path»("«prefix»/«path»/import")
    static let «noun» = PathPattern<«Owner, »«Noun».ID>("«prefix»/«path»/:«noun»")
    static let «noun»Editing = PathPattern<«Owner, »«Noun».ID>("«prefix»/«path»/:«noun»/edit")
    static let «noun»Retirement = PathPattern<«Owner, »«Noun».ID>("«prefix»/«path»/:«noun»/retirement")
    static let «noun»Return = PathPattern<«Owner, »«Noun».ID>("«prefix»/«path»/:«noun»/return")

    static let api«Plural» = «Path»("/api/v1«prefix»/«path»")
    static let api«Plural»Sheet = «Path»("/api/v1«prefix»/«path».xlsx")
    static let api«Plural»Import = «Path»("/api/v1«prefix»/«path»/import")
    static let api«Noun» = PathPattern<«Owner, »«Noun».ID>("/api/v1«prefix»/«path»/:«noun»")
    static let api«Noun»Retirement = PathPattern<«Owner, »«Noun».ID>("/api/v1«prefix»/«path»/:«noun»/retirement")
}
