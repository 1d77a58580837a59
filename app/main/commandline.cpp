#include "commandline.h"

#include <sk/net/serveraddress.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sk::app {

namespace {

struct Option {
    const char *name;
    const char *value; ///< nullptr: takes none; in brackets: may be left out
    const char *help;
};

const QString linkForm = QStringLiteral("sk://KIND[/NAMESPACE[/NAME]][?server=URL&filter=TEXT]");

constexpr std::array options{
    Option{"demo", "[nodes=N,pods=M,events-per-second=R]", "start the built-in cluster and sign in to it"},
    Option{"server", "URL", "the address of ks-apiserver"},
    Option{"user", "NAME", "who signs in at --server"},
    Option{"password-file", "FILE|-", "where the password is: a file, or - for standard input"},
    Option{"open", "sk://KIND[/NAMESPACE[/NAME]][?server=URL&filter=TEXT]", "the page to open; a server that is not saved is asked about first"},
    Option{"grab", "FILE.png", "draw the window once the page has all its rows, write the picture and quit"},
    Option{"timings", "FILE.json", "write the program's own measurements at the end"},
    Option{"config-dir", "DIR", "keep settings and connections there"},
    Option{"language", "system|en|zh_CN", "the language of the user interface"},
    Option{"theme", "system|light|dark", "the colours"},
    Option{"version", nullptr, "print the version and quit"},
    Option{"help", nullptr, "print this and quit"},
};

QString optionNames()
{
    QStringList names;
    for (const Option &option : options)
        names << QStringLiteral("--") + QLatin1String(option.name);
    return names.join(QStringLiteral(", "));
}

std::variant<DemoOptions, QString> parseDemo(const QString &text)
{
    DemoOptions demo;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        const QString name = part.left(equals);
        const QString value = equals < 0 ? QString() : part.mid(equals + 1);
        bool ok = false;
        const double number = value.toDouble(&ok);
        const bool whole = ok && number == static_cast<int>(number);
        if (name == QLatin1String("nodes") && whole && number >= 1 && number <= 5000)
            demo.nodes = static_cast<int>(number);
        else if (name == QLatin1String("pods") && whole && number >= 0 && number <= 100000)
            demo.pods = static_cast<int>(number);
        else if (name == QLatin1String("events-per-second") && ok && number >= 0 && number <= 10000)
            demo.eventsPerSecond = number;
        else
            return QStringLiteral("--demo: \"%1\" is not one of nodes=1..5000, pods=0..100000, events-per-second=0..10000").arg(part);
    }
    return demo;
}

QString oneOf(const char *option, const QString &value, const QStringList &allowed)
{
    return allowed.contains(value) ? QString()
                                   : QStringLiteral("--%1: \"%2\" is not one of %3").arg(QLatin1String(option), value, allowed.join(QStringLiteral(", ")));
}

/// Whatever does not fit together; empty when all does.
QString contradiction(const CommandLine &line)
{
    if (line.demo && !line.server.isEmpty())
        return QStringLiteral("--demo and --server exclude each other");
    if (line.server.isEmpty() && (!line.user.isEmpty() || !line.passwordFile.isEmpty()))
        return QStringLiteral("--user and --password-file need --server");
    if (!line.server.isEmpty() && (line.user.isEmpty() || line.passwordFile.isEmpty()))
        return QStringLiteral("--server needs --user and --password-file");
    if (line.open && !line.open->server.isEmpty() && line.unattended() && !isSameServer(line.server, line.open->server))
        return QStringLiteral("--open names another server than the one that is signed in to");
    return {};
}

} // namespace

std::variant<CommandLine, QString> parseCommandLine(const QStringList &arguments)
{
    CommandLine line;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (!argument.startsWith(QLatin1String("--"))) {
            // A bare link is what a desktop hands over for the sk: scheme.
            if (argument.startsWith(QLatin1String("sk:"))) {
                line.open = DeepLink::parse(argument);
                if (line.open)
                    continue;
                return QStringLiteral("\"%1\" is not of the form %2").arg(argument, linkForm);
            }
            return QStringLiteral("\"%1\" is not an option; the options are %2").arg(argument, optionNames());
        }
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = argument.mid(2, equals < 0 ? -1 : equals - 2);
        const auto *const option = std::find_if(options.begin(), options.end(), [&](const Option &known) { return name == QLatin1String(known.name); });
        if (option == options.end())
            return QStringLiteral("--%1 is not an option; the options are %2").arg(name, optionNames());

        QString value;
        const bool optional = option->value && option->value[0] == '[';
        if (!option->value && equals >= 0)
            return QStringLiteral("--%1 takes no value").arg(name);
        if (equals >= 0)
            value = argument.mid(equals + 1);
        else if (option->value && !optional) {
            if (i + 1 == arguments.size())
                return QStringLiteral("--%1 needs a value: %2").arg(name, QLatin1String(option->value));
            value = arguments.at(++i);
        }
        if (option->value && !optional && value.isEmpty())
            return QStringLiteral("--%1 needs a value: %2").arg(name, QLatin1String(option->value));

        QString wrong;
        if (name == QLatin1String("demo")) {
            auto demo = parseDemo(value);
            if (auto *error = std::get_if<QString>(&demo))
                wrong = *error;
            else
                line.demo = std::get<DemoOptions>(demo);
        } else if (name == QLatin1String("server")) {
            line.server = value;
            if (!net::parseServerInput(value))
                wrong = QStringLiteral("--server: \"%1\" is not of the form HOST[:PORT] or http[s]://HOST[:PORT][/PATH]").arg(value);
        } else if (name == QLatin1String("user")) {
            line.user = value;
        } else if (name == QLatin1String("password-file")) {
            line.passwordFile = value;
        } else if (name == QLatin1String("open")) {
            line.open = DeepLink::parse(value);
            if (!line.open)
                wrong = QStringLiteral("--open: \"%1\" is not of the form %2").arg(value, QLatin1String(option->value));
        } else if (name == QLatin1String("grab")) {
            line.grabFile = value;
        } else if (name == QLatin1String("timings")) {
            line.timingsFile = value;
        } else if (name == QLatin1String("config-dir")) {
            line.configDirectory = value;
        } else if (name == QLatin1String("language")) {
            line.language = value;
            wrong = oneOf("language", value, {QStringLiteral("system"), QStringLiteral("en"), QStringLiteral("zh_CN")});
        } else if (name == QLatin1String("theme")) {
            line.theme = value;
            wrong = oneOf("theme", value, {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")});
        } else if (name == QLatin1String("version")) {
            line.version = true;
        } else {
            line.help = true;
        }
        if (!wrong.isEmpty())
            return wrong;
    }
    if (const QString wrong = contradiction(line); !wrong.isEmpty())
        return wrong;
    return line;
}

QString helpText()
{
    QString text = QStringLiteral("Usage: sk-console [options]\nDesktop console for a Super Kubenetes cluster.\n\n");
    for (const Option &option : options) {
        QString left = QStringLiteral("  --") + QLatin1String(option.name);
        if (option.value)
            left += (option.value[0] == '[' ? QStringLiteral("[=%1").arg(QLatin1String(option.value + 1)) : u' ' + QLatin1String(option.value));
        text += left + QStringLiteral("\n        ") + QLatin1String(option.help) + u'\n';
    }
    text += QStringLiteral("\nExit status: 0 done, 2 wrong arguments, 3 sign-in refused, 4 server not reached, 5 anything else.\n");
    return text;
}

} // namespace sk::app
