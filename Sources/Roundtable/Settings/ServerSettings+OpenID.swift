import App
import Foundation

extension ServerSettings {
    /// Either nothing of it is set, or all that is needed.
    /// - Throws: ``Failure`` with a sentence that names the setting's source.
    static func openID(_ sources: SettingSources) throws -> OpenIDSettings? {
        func text(_ setting: Setting) -> String? {
            sources.text(setting).map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.flatMap {
                $0.isEmpty ? nil : $0
            }
        }
        guard let issuer = text(.oidcIssuer) else {
            let lonely: [Setting] = [.oidcClientID, .oidcClientSecret, .oidcClientSecretFile, .oidcName]
            guard let half = lonely.first(where: { text($0) != nil }) else { return nil }
            throw sources.refusal(.oidcIssuer, "set, too, since \(half.name) is; or leave both away")
        }
        guard OpenIDSettings.isIssuer(issuer) else {
            throw sources.refusal(
                .oidcIssuer, "an address such as https://id.example.org/realms/house, without query or password")
        }
        guard let client = text(.oidcClientID) else {
            throw sources.refusal(.oidcClientID, "set, too, since oidc-issuer is")
        }
        let name = text(.oidcName) ?? URLComponents(string: issuer)?.host ?? issuer
        guard name.count <= 40, !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            throw sources.refusal(.oidcName, "at most 40 characters on one line")
        }
        return OpenIDSettings(
            issuer: issuer, clientID: client, clientSecret: try secret(sources, text), name: name)
    }

    private static func secret(_ sources: SettingSources, _ text: (Setting) -> String?) throws -> String {
        switch (text(.oidcClientSecret), text(.oidcClientSecretFile)) {
        case (let secret?, nil): return secret
        case (nil, let path?):
            let data = FileManager.default.contents(atPath: path)
            let secret = data.map {
                String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            }
            guard let secret, (1...1000).contains(secret.utf8.count), !secret.contains(where: \.isNewline) else {
                throw sources.refusal(.oidcClientSecretFile, "a file that can be read and holds one line, the secret")
            }
            return secret
        case (nil, nil):
            throw sources.refusal(
                .oidcClientSecret, "set, too, since oidc-issuer is; or name a file by oidc-client-secret-file")
        case (.some, .some):
            throw sources.refusal(.oidcClientSecretFile, "left away where oidc-client-secret is set")
        }
    }
}
