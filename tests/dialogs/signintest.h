#pragma once

#include <sk/dialogs/signindialog.h>

#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QtTest>

namespace sk::test {

/// The sign-in dialog over connections and settings in a directory of the test's own. Tests that derive from this call make() and drop() where QTest calls them.
class SignInTest : public QObject {
protected:
    void make()
    {
        m_settings.reset(); // before their folder goes: they write when they end
        m_directory = std::make_unique<QTemporaryDir>();
        m_profiles = std::make_unique<session::ProfileStore>(m_directory->path());
        QVERIFY(!m_profiles->load());
        m_settings = std::make_unique<settings::Settings>(m_directory->path());
        QVERIFY(!m_settings->load());
    }
    void drop()
    {
        m_dialog.reset();
        m_session.reset();
    }
    /// What the dialog is given beside them, or instead.
    virtual void equip(ui::SignInDialog::Services &services) { Q_UNUSED(services) }
    void show()
    {
        drop(); // only one at a time answers to clicks
        ui::SignInDialog::Services services;
        services.profiles = m_profiles.get();
        services.settings = m_settings.get();
        services.keychain = services.memory = m_memory.get(); // whatever keychain this computer has
        services.clock = &Clock::system();
        equip(services);
        m_dialog = std::make_unique<ui::SignInDialog>(services);
        connect(m_dialog.get(), &ui::SignInDialog::signedIn, this, [this](session::Session *session) { m_session.reset(session); });
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get(), 60'000));
    }

    template<typename T>
    T *child(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    void type(const char *field, const QString &text) const
    {
        auto *edit = child<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void press() const { QTest::keyClick(child<QLineEdit>("password"), Qt::Key_Return); }
    [[nodiscard]] QString error(const char *line) const
    {
        const auto *widget = child<QWidget>(line);
        return widget->isVisible() ? widget->findChild<QLabel *>(QStringLiteral("errorText"))->text() : QString();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<session::ProfileStore> m_profiles;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<secrets::SecretStore> m_memory = secrets::makeMemoryStore();
    std::unique_ptr<ui::SignInDialog> m_dialog;
    std::unique_ptr<session::Session> m_session; ///< that the dialog made
};

} // namespace sk::test
