import Markup
import Web

/// Five seconds in which a release by hand can be taken back: the browser waits so long (excon.js); without JavaScript it goes out at once.
enum ExconGraceSection {
    static func words(_ inject: InjectRecord) -> String { L("Releasing #\(inject.label)…").string() }

    private static var offline: Message {
        L("There is no connection: nothing went out, and nothing is kept to go out later. Go on from the printed list.")
    }

    /// Stands outside of what changes by itself.
    static var html: HTML {
        """
        <div id="excon-grace" class="notice warn" role="status" data-offline="\(offline.string())" hidden><p><span></span> <b class="num" aria-hidden="true"></b></p>\
        <div class="actions"><button type="button">\(L("Cancel"))</button></div></div>
        """
    }
}
