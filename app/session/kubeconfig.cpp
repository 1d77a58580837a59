#include "kubeconfig.h"

#include "clientidentity.h"

#include <yaml-cpp/yaml.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace sk::session {

namespace {

constexpr qint64 longestFile = 4 * 1024 * 1024;

Error fault(ErrorCode code, const QString &message, const QString &detail = {})
{
    Error error;
    error.code = code;
    error.message = message;
    error.detail = detail;
    return error;
}

QString textAt(const YAML::Node &node, const char *name)
{
    if (!node.IsMap())
        return {};
    const YAML::Node value = node[name];
    return value && value.IsScalar() ? QString::fromStdString(value.Scalar()) : QString();
}

/// The entry called `name` of a list of `{name, <kind>: {…}}`.
YAML::Node named(const YAML::Node &root, const char *list, const char *kind, const QString &name)
{
    const YAML::Node all = root[list];
    if (all && all.IsSequence()) {
        for (const YAML::Node &one : all) {
            if (textAt(one, "name") == name && one[kind] && one[kind].IsMap())
                return one[kind];
        }
    }
    return YAML::Node(YAML::NodeType::Map);
}

QString unsupportedIn(const YAML::Node &user, const YAML::Node &cluster)
{
    if (user["exec"]) {
        const QString command = user["exec"].IsMap() ? textAt(user["exec"], "command") : QString();
        return command.isEmpty() ? QStringLiteral("exec") : QStringLiteral("exec: ") + command;
    }
    if (user["auth-provider"])
        return QStringLiteral("auth-provider: ") + textAt(user["auth-provider"], "name");
    if (user["username"] || user["password"])
        return QStringLiteral("username/password");
    if (user["as"])
        return QStringLiteral("as (impersonation)");
    if (cluster["tls-server-name"])
        return QStringLiteral("tls-server-name");
    return {};
}

/// `<name>-data` in base64, or the file that `<name>` names.
Result<QByteArray> dataOrFile(const YAML::Node &node, const char *name, const QString &directory)
{
    const QString inlined = textAt(node, (std::string(name) + "-data").c_str());
    if (!inlined.isEmpty())
        return QByteArray::fromBase64(inlined.toLatin1());
    const QString path = textAt(node, name);
    if (path.isEmpty())
        return QByteArray();
    QFile file(QDir(directory).filePath(path));
    if (!file.open(QIODevice::ReadOnly))
        return fault(ErrorCode::FileUnreadable, file.errorString(), file.fileName());
    return file.read(longestFile);
}

Result<net::ProxySettings> proxyOf(const QString &url)
{
    if (url.isEmpty())
        return net::ProxySettings{.kind = net::ProxySettings::Kind::System, .host = {}, .port = 0, .user = {}, .password = {}};
    const QUrl parsed(url, QUrl::StrictMode);
    const bool socks = parsed.scheme().startsWith(QLatin1String("socks5"));
    if (!parsed.isValid() || parsed.host().isEmpty() || (!socks && parsed.scheme() != QLatin1String("http")))
        return fault(ErrorCode::Invalid, QStringLiteral("its proxy-url cannot be used: only http and socks5 are known"));
    return net::ProxySettings{socks ? net::ProxySettings::Kind::Socks5 : net::ProxySettings::Kind::Http, parsed.host(),
                              static_cast<quint16>(parsed.port(socks ? 1080 : 80)), parsed.userName(), parsed.password()};
}

} // namespace

struct Kubeconfig::Private {
    YAML::Node root;
    QString directory;
    QList<KubeContext> contexts;
    QString current;
};

Kubeconfig::Kubeconfig()
    : d(std::make_unique<Private>())
{
}

Kubeconfig::~Kubeconfig() = default;
Kubeconfig::Kubeconfig(Kubeconfig &&) noexcept = default;
Kubeconfig &Kubeconfig::operator=(Kubeconfig &&) noexcept = default;

Result<std::shared_ptr<const Kubeconfig>> Kubeconfig::parse(const QByteArray &yaml, const QString &directory)
{
    auto config = std::make_shared<Kubeconfig>();
    try {
        config->d->root = YAML::Load(yaml.toStdString());
    } catch (const YAML::Exception &problem) {
        // Its message quotes nothing of the file, which holds keys.
        return fault(ErrorCode::FileUnreadable, QStringLiteral("line %1: %2").arg(problem.mark.line + 1).arg(QString::fromStdString(problem.msg)));
    }
    const YAML::Node &root = config->d->root;
    if (!root.IsMap() || !root["contexts"] || !root["contexts"].IsSequence() || !root["clusters"])
        return fault(ErrorCode::FileUnreadable, QStringLiteral("this is not a kubeconfig: it has no contexts and clusters"));
    config->d->directory = directory;
    config->d->current = textAt(root, "current-context");
    for (const YAML::Node &one : root["contexts"]) {
        if (!one.IsMap() || !one["context"] || !one["context"].IsMap())
            continue;
        const YAML::Node context = one["context"];
        const YAML::Node cluster = named(root, "clusters", "cluster", textAt(context, "cluster"));
        const YAML::Node user = named(root, "users", "user", textAt(context, "user"));
        config->d->contexts += {textAt(one, "name"), textAt(cluster, "server"), textAt(context, "namespace"), unsupportedIn(user, cluster),
                                textAt(cluster, "insecure-skip-tls-verify") == QLatin1String("true")};
    }
    if (config->d->contexts.isEmpty())
        return fault(ErrorCode::FileUnreadable, QStringLiteral("this kubeconfig has no context"));
    return std::shared_ptr<const Kubeconfig>(std::move(config));
}

Result<std::shared_ptr<const Kubeconfig>> Kubeconfig::read(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fault(ErrorCode::FileUnreadable, file.errorString(), name);
    if (file.size() > longestFile)
        return fault(ErrorCode::FileUnreadable, QStringLiteral("the file is too long for a kubeconfig"), name);
    auto config = parse(file.readAll(), QFileInfo(name).absolutePath());
    if (config)
        return config;
    Error error = config.error();
    error.detail = name;
    return error;
}

QString Kubeconfig::usualFile()
{
    QStringList names = QString::fromLocal8Bit(qgetenv("KUBECONFIG")).split(QDir::listSeparator(), Qt::SkipEmptyParts);
    names += QDir::home().filePath(QStringLiteral(".kube/config"));
    for (const QString &name : std::as_const(names)) {
        if (QFile::exists(name))
            return name;
    }
    return {};
}

const QList<KubeContext> &Kubeconfig::contexts() const
{
    return d->contexts;
}

const QString &Kubeconfig::current() const
{
    return d->current;
}

Result<KubeAccess> Kubeconfig::access(const QString &name) const
{
    const YAML::Node context = named(d->root, "contexts", "context", name);
    const YAML::Node cluster = named(d->root, "clusters", "cluster", textAt(context, "cluster"));
    const YAML::Node user = named(d->root, "users", "user", textAt(context, "user"));
    if (const QString what = unsupportedIn(user, cluster); !what.isEmpty())
        return fault(ErrorCode::Invalid, QStringLiteral("the context needs %1, which is not supported").arg(what));
    const auto url = net::parseServerInput(textAt(cluster, "server"));
    if (!url)
        return url.error();
    KubeAccess access;
    access.address.base = *url;
    if (access.address.base.scheme().isEmpty())
        access.address.base.setScheme(QStringLiteral("https"));
    const auto proxy = proxyOf(textAt(cluster, "proxy-url"));
    if (!proxy)
        return proxy.error();
    access.address.proxy = *proxy;

    const auto ca = dataOrFile(cluster, "certificate-authority", d->directory);
    const auto certificate = dataOrFile(user, "client-certificate", d->directory);
    const auto key = dataOrFile(user, "client-key", d->directory);
    for (const auto *one : {&ca, &certificate, &key}) {
        if (!*one)
            return one->error();
    }
    access.address.extraCas = QSslCertificate::fromData(*ca, QSsl::Pem);
    if (!certificate->isEmpty()) {
        const auto identity = makeClientIdentity(*certificate, *key, {});
        if (!identity)
            return identity.error();
        access.address.clientCertificatePem = identity->certificatePem;
        access.address.clientKeyPem = identity->keyPem;
    }
    access.token = textAt(user, "token").toUtf8();
    if (const QString tokenFile = textAt(user, "tokenFile"); access.token.isEmpty() && !tokenFile.isEmpty()) {
        QFile file(QDir(d->directory).filePath(tokenFile));
        if (!file.open(QIODevice::ReadOnly))
            return fault(ErrorCode::FileUnreadable, file.errorString(), file.fileName());
        access.token = file.read(longestFile).trimmed();
    }
    // kubectl would send it, too; whoever is on the way would have the cluster.
    if (!access.token.isEmpty() && net::isInsecure(access.address.base))
        return fault(ErrorCode::Invalid, QStringLiteral("the context would send its token over plain http"));
    return access;
}

} // namespace sk::session
