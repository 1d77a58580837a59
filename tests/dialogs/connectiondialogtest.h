#pragma once

#include <sk/theme/theme.h>

#include "dialogpictures.h"
#include "scriptedserver.h"
#include "testca.h"

#include <QtTest>

namespace sk::test {

/// What the tests of the dialogs about a connection itself have in common. They call prepare() where QTest calls them first.
class ConnectionDialogTest : public QObject {
protected:
    void prepare()
    {
        theme::Theme::instance().setMode(theme::Mode::Light);
        qunsetenv("KUBECONFIG");
        QVERIFY2(m_ca.make(), "openssl could not make a CA");
    }
    static void answerAsServer(const std::shared_ptr<Exchange> &e)
    {
        const QByteArray path = e->request.path();
        if (path == "/kapis/version")
            e->json(200, R"({"gitVersion":"v3.4.1","kubernetes":{"gitVersion":"v1.27.4"}})");
        else if (path.endsWith("/configs/configz") || path.endsWith("/configs/oauth"))
            e->json(200, "{}");
        else
            e->json(403, R"({"kind":"Status","message":"forbidden","reason":"Forbidden","code":403})");
    }
    template<typename T>
    static T *child(const QWidget &parent, const char *name)
    {
        return parent.findChild<T *>(QString::fromLatin1(name));
    }

    TestCa m_ca;
};

} // namespace sk::test
