#pragma once

#include <sk/pages/detailpane.h>
#include <sk/settings/settings.h>

#include <QObject>

namespace sk::ui {

class ActionSet;
class BodyArea;
class PageDesk;

/// Brings what is selected in the page in front into the detail pane, while that is visible.
class ObjectDetails : public QObject {
    Q_OBJECT

public:
    ObjectDetails(DetailPane &pane, BodyArea &body, PageDesk &desk, ActionSet &actions, settings::Settings &settings, QObject *parent = nullptr);

    void setCluster(kube::Cluster *cluster); ///< null: none
    void showSelection(); ///< of now
    void setVisible(bool visible);
    [[nodiscard]] bool visible() const;
    void showTab(DetailPane::Tab tab); ///< visible, whatever was before
    void focus();
    void copyYaml(); ///< of the selected object
    [[nodiscard]] bool loading() const; ///< something that can be seen

signals:
    void shown(const kube::ResourceKind &kind, const Selection &object); ///< the user looks into it

private:
    DetailPane &m_pane;
    BodyArea &m_body;
    PageDesk &m_desk;
    ActionSet &m_actions;
    settings::Settings &m_settings;
};

} // namespace sk::ui
