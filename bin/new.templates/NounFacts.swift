import Domain
import Markup
import Storage
import Web

enum «Noun»Facts: RoutedFeature, StoredFeature, JournalFeature, «listing protocol» {
    static var routes: [Route] { «Noun»Routes.all }
    static var api: [APIRoute] { «Noun»API.routes }

    static var tables: [TableFacts] { [TableFacts("«table»", search: .found([«texts»]), texts: [«texts»]«file fact»)] }

    static var journal: [JournalKind] {
        [
            JournalKind("«word».creation", L("«A noun» added")), JournalKind("«word».revision", L("«A noun» changed")),
            JournalKind("«word».retirement", L("«A noun» retired")),
            JournalKind("«word».return", L("«A noun» brought back")),
        ]
    }

«told»
}
