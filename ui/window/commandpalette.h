#pragma once

#include <QFrame>
#include <QIcon>
#include <QList>
#include <QString>

#include <functional>

class QLabel;
class QLineEdit;
class QListWidget;

namespace sk::ui {

/// Something that the palette can go to or do.
struct PaletteEntry {
    QString title; ///< "Pods", "worker-00012", "Read again"
    QString detail; ///< what it is: "kind", "node", "pod in team-1", the group of an action
    QString hint; ///< its keys
    QString icon; ///< name in resources/icons; may be empty
    QStringList names; ///< that find it too: "po", "pod"
    int weight = 0; ///< added to the score of what is typed: what is more likely meant
    std::function<void()> run;
};

/// Type a few letters, Enter: goes to a kind, a view or an object, or runs an action. The best fit stands first. Up and Down choose, Esc
/// closes. The entries come from the sources each time something is typed, so they are never out of date.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *parent);

    /// Entries for what was typed (trimmed, maybe empty). A source may leave out what does not fit; what it gives is ranked all the same.
    using Source = std::function<QList<PaletteEntry>(const QString &typed)>;
    void addSource(Source source);

    void popup(const QRect &below); ///< under this rectangle of the screen, as wide at least
    [[nodiscard]] QStringList shownTitles() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void choose();
    void step(int by);
    void announce();
    void retranslate();

    QLineEdit *m_line;
    QListWidget *m_list;
    QLabel *m_nothing;
    QList<Source> m_sources;
    QList<PaletteEntry> m_shown;
};

} // namespace sk::ui
