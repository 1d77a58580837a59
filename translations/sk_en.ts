<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>sk</name>
    <message numerus="yes">
        <source>%1, container %2 restarted %n time(s), last %t ago: %3</source>
        <translation>
            <numerusform>%1, container %2 restarted once, %t ago: %3</numerusform>
            <numerusform>%1, container %2 restarted %n times, last %t ago: %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>container %1 restarted %n time(s)</source>
        <translation>
            <numerusform>container %1 restarted once</numerusform>
            <numerusform>container %1 restarted %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n job running</numerusform>
            <numerusform>%n jobs running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s)</source>
        <translation>
            <numerusform>%n restart</numerusform>
            <numerusform>%n restarts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s), binary</source>
        <translation>
            <numerusform>%n byte, binary</numerusform>
            <numerusform>%n bytes, binary</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writing %n row(s)</source>
        <translation>
            <numerusform>Writing %n row</numerusform>
            <numerusform>Writing %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n view(s) were added to the favourites.</source>
        <translation>
            <numerusform>%n view was added to the favourites.</numerusform>
            <numerusform>%n views were added to the favourites.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::CertificatesPage</name>
    <message numerus="yes">
        <source>%n authority(ies)</source>
        <translation>
            <numerusform>%n authority</numerusform>
            <numerusform>%n authorities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::ConnectionsPane</name>
    <message numerus="yes">
        <source>%n connection(s) exported, without any secret.</source>
        <translation>
            <numerusform>%n connection exported, without any secret.</numerusform>
            <numerusform>%n connections exported, without any secret.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) imported.</source>
        <translation>
            <numerusform>%n connection imported.</numerusform>
            <numerusform>%n connections imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read.</source>
        <translation>
            <numerusform>%n could not be read.</numerusform>
            <numerusform>%n could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::ErrorText</name>
    <message numerus="yes">
        <source>Try again in %n second(s).</source>
        <translation>
            <numerusform>Try again in %n second.</numerusform>
            <numerusform>Try again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n minute(s).</source>
        <translation>
            <numerusform>Try again in %n minute.</numerusform>
            <numerusform>Try again in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::ExposeDialog</name>
    <message numerus="yes">
        <source>Addresses of the nodes: %1; and %n more.</source>
        <translation>
            <numerusform>Addresses of the nodes: %1; and %n more.</numerusform>
            <numerusform>Addresses of the nodes: %1; and %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::ListWords</name>
    <message numerus="yes">
        <source>Forbidden in %1 of %n namespace(s)</source>
        <translation>
            <numerusform>Forbidden in %1 of %n namespace</numerusform>
            <numerusform>Forbidden in %1 of %n namespaces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::MainMenu</name>
    <message numerus="yes">
        <source>After %n minute(s) without use</source>
        <translation>
            <numerusform>After %n minute without use</numerusform>
            <numerusform>After %n minutes without use</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::NavigationEntries</name>
    <message numerus="yes">
        <source>%1, %n kind(s)</source>
        <translation>
            <numerusform>%1, %n kind</numerusform>
            <numerusform>%1, %n kinds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::SessionNotice</name>
    <message numerus="yes">
        <source>You stay signed in. Tried again in %n second(s).</source>
        <translation>
            <numerusform>You stay signed in. Tried again in %n second.</numerusform>
            <numerusform>You stay signed in. Tried again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::ConnectionEditor</name>
    <message numerus="yes">
        <source>%n authority(ies)</source>
        <translation>
            <numerusform>%n authority</numerusform>
            <numerusform>%n authorities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::WelcomePage</name>
    <message numerus="yes">
        <source>Tried again in %n second(s).</source>
        <translation>
            <numerusform>Tried again in %n second.</numerusform>
            <numerusform>Tried again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
</TS>
