#pragma once

#include "selection.h"

#include <sk/core/clock.h>
#include <sk/kube/cluster.h>
#include <sk/kube/resourcekind.h>

#include <QWidget>

#include <functional>
#include <memory>

namespace sk::ui {

/// One object beside the list: what it is, how it fares, its events, labels and YAML. Read whole when selected, and again when
/// the list reports a new version.
class DetailPane : public QWidget {
    Q_OBJECT

public:
    explicit DetailPane(const Clock &clock, QWidget *parent = nullptr);
    ~DetailPane() override;

    /// Where whole objects and their events come from; as kube::Cluster answers.
    struct Source {
        std::function<void(const kube::ResourceKind &, const QString &nameSpace, const QString &name, QObject *context, kube::Cluster::DetailAnswer)> detail;
        std::function<void(const kube::ResourceKind &, const QString &nameSpace, const QString &name, QObject *context, kube::Cluster::EventsAnswer)> events;
    };
    void setSource(Source source); ///< empty functions: none; clears

    /// Shows the object of a row; the same object with the same version is left as it is.
    void showObject(const kube::ResourceKind &kind, const Selection &object);
    void clear();
    enum class Tab { Overview, Events, Metadata, Yaml };
    void showTab(Tab tab);
    [[nodiscard]] bool loading() const;
    [[nodiscard]] QString yaml() const; ///< of the object shown, values of a Secret masked
    /// Puts the object's YAML (a Secret's values masked) on the clipboard, as soon as it is read.
    void copyYaml();

signals:
    void closeRequested();
    void loaded();
    void columnRequested(const QString &spec); ///< a field of the object, as ResourcePage::addColumn() takes it

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void load();
    void render();
    void renderOverview();
    void joinMeter(kube::DetailSection::Entry &entry) const;
    void renderEvents();
    void renderHeader();
    void retranslate();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::ui
