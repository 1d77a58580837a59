<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>sk</name>
    <message>
        <source>Schedule</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>已计划</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Last schedule</source>
        <translation>上次调度</translation>
    </message>
    <message>
        <source>Last success</source>
        <translation>上次成功</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Cron job</source>
        <translation>定时任务</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>并发策略</translation>
    </message>
    <message>
        <source>Active jobs</source>
        <translation>活动任务</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近出现</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Bound, resizing to %1</source>
        <translation>已绑定，正在调整为 %1</translation>
    </message>
    <message>
        <source>Pending for %t, no volume yet</source>
        <translation>等待中已 %t，尚无卷</translation>
    </message>
    <message>
        <source>Lost: volume %1 is gone</source>
        <translation>丢失：卷 %1 已不存在</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>卷</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Access modes</source>
        <translation>访问模式</translation>
    </message>
    <message>
        <source>Storage class</source>
        <translation>存储类</translation>
    </message>
    <message>
        <source>Volume mode</source>
        <translation>卷模式</translation>
    </message>
    <message>
        <source>Volume claim</source>
        <translation>存储卷声明</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>请求量</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Cannot create pods: %1</source>
        <translation>无法创建 Pod：%1</translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation>%2 个中 %1 个就绪</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Controlled by</source>
        <translation>控制者</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>期望</translation>
    </message>
    <message>
        <source>Selector</source>
        <translation>选择器</translation>
    </message>
    <message>
        <source>Waits for a load balancer for %t</source>
        <translation>等待负载均衡器已 %t</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Cluster IP</source>
        <translation>集群 IP</translation>
    </message>
    <message>
        <source>External IP</source>
        <translation>外部 IP</translation>
    </message>
    <message>
        <source>Session affinity</source>
        <translation>会话亲和性</translation>
    </message>
    <message>
        <source>External traffic</source>
        <translation>外部流量策略</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>%1/%2 to %3</source>
        <translation>%1/%2 到 %3</translation>
    </message>
    <message>
        <source>, node port %1</source>
        <translation>，节点端口 %1</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Rolling out, %1 of %2 updated</source>
        <translation>正在滚动更新，%2 个中 %1 个已更新</translation>
    </message>
    <message>
        <source>%1 on nodes where it should not run</source>
        <translation>%1 个运行在不应运行的节点上</translation>
    </message>
    <message>
        <source>No node wants it</source>
        <translation>没有节点需要它</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>%1 of %2 available</source>
        <translation>%2 个中 %1 个可用</translation>
    </message>
    <message>
        <source>Desired</source>
        <translation>期望</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Node selector</source>
        <translation>节点选择器</translation>
    </message>
    <message>
        <source>Pods on nodes</source>
        <translation>节点上的 Pod</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>已更新</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Terminating for %t: %1</source>
        <translation>正在终止已 %t：%1</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>企业空间</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>创建者</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Finalizers</source>
        <translation>终结器</translation>
    </message>
    <message>
        <source>OOMKilled (exit %1)</source>
        <translation>OOMKilled（退出码 %1）</translation>
    </message>
    <message>
        <source>OOMKilled (exit %1), limit %2</source>
        <translation>OOMKilled（退出码 %1），限制 %2</translation>
    </message>
    <message>
        <source>signal %1</source>
        <translation>信号 %1</translation>
    </message>
    <message>
        <source>exit %1</source>
        <translation>退出码 %1</translation>
    </message>
    <message>
        <source>%1: container %2</source>
        <translation>%1：容器 %2</translation>
    </message>
    <message>
        <source>%1 for %t</source>
        <translation>%1 已 %t</translation>
    </message>
    <message>
        <source>%1: container %2, image %3</source>
        <translation>%1：容器 %2，镜像 %3</translation>
    </message>
    <message>
        <source>%1 (%2): container %3</source>
        <translation>%1（%2）：容器 %3</translation>
    </message>
    <message>
        <source>%1: container %2, %3</source>
        <translation>%1：容器 %2，%3</translation>
    </message>
    <message>
        <source>%1, %2 of %3 ready</source>
        <translation>%1，%3 个中 %2 个就绪</translation>
    </message>
    <message>
        <source>%1, readiness gate %2 not passed</source>
        <translation>%1，就绪门控 %2 未通过</translation>
    </message>
    <message>
        <source>%1, last restart %t ago</source>
        <translation>%1，%t 前重启过</translation>
    </message>
    <message>
        <source>Unknown: the node is lost</source>
        <translation>未知：节点已失联</translation>
    </message>
    <message>
        <source>Unknown: %1</source>
        <translation>未知：%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1/%2 nodes fit</source>
        <translation>%1/%2 个节点合适</translation>
    </message>
    <message>
        <source>%1 (exit %2)</source>
        <translation>%1（退出码 %2）</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>last ended: %1 (exit %2) at %3</source>
        <translation>上次结束：%1（退出码 %2），时间 %3</translation>
    </message>
    <message>
        <source>Init containers</source>
        <translation>初始化容器</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>Ephemeral containers</source>
        <translation>临时容器</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Pod IP</source>
        <translation>Pod IP</translation>
    </message>
    <message>
        <source>Host IP</source>
        <translation>主机 IP</translation>
    </message>
    <message>
        <source>Quality of service</source>
        <translation>服务质量</translation>
    </message>
    <message>
        <source>Service account</source>
        <translation>服务账户</translation>
    </message>
    <message>
        <source>Priority class</source>
        <translation>优先级类</translation>
    </message>
    <message>
        <source>Restart policy</source>
        <translation>重启策略</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>卷</translation>
    </message>
    <message>
        <source>Tolerations</source>
        <translation>容忍度</translation>
    </message>
    <message>
        <source> for %1 s</source>
        <translation> %1 秒</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Pods</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>重启次数</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>IP</source>
        <translation>IP</translation>
    </message>
    <message>
        <source>Nominated node</source>
        <translation>提名节点</translation>
    </message>
    <message>
        <source>Readiness gates</source>
        <translation>就绪门控</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Service accounts</source>
        <translation>服务账户</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Image pull secrets</source>
        <translation>镜像拉取密钥</translation>
    </message>
    <message>
        <source>Terminating for %t</source>
        <translation>正在终止已 %t</translation>
    </message>
    <message>
        <source>Terminating for %t, waits for %1</source>
        <translation>正在终止已 %t，等待 %1</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Released, claim %1 is gone</source>
        <translation>已释放，声明 %1 已不存在</translation>
    </message>
    <message>
        <source>Reclaim policy</source>
        <translation>回收策略</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>声明</translation>
    </message>
    <message>
        <source>CSI driver</source>
        <translation>CSI 驱动</translation>
    </message>
    <message>
        <source>CSI volume</source>
        <translation>CSI 卷</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Provisioner</source>
        <translation>制备器</translation>
    </message>
    <message>
        <source>Binding mode</source>
        <translation>绑定模式</translation>
    </message>
    <message>
        <source>Expansion</source>
        <translation>扩容</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Immutable</source>
        <translation>不可变</translation>
    </message>
    <message>
        <source>requests %1</source>
        <translation>请求 %1</translation>
    </message>
    <message>
        <source>limits %1</source>
        <translation>限制 %1</translation>
    </message>
    <message>
        <source>Running for %t</source>
        <translation>运行中，已 %t</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Completions</source>
        <translation>完成数</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Parallelism</source>
        <translation>并行数</translation>
    </message>
    <message>
        <source>Back-off limit</source>
        <translation>重试上限</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Stuck: roll-out timed out, %1 of %2 updated, %3 available</source>
        <translation>卡住：滚动更新超时，%2 个中 %1 个已更新，%3 个可用</translation>
    </message>
    <message>
        <source>Paused, %1 of %2 available</source>
        <translation>已暂停，%2 个中 %1 个可用</translation>
    </message>
    <message>
        <source>Rolling out, %1 old to end</source>
        <translation>正在滚动更新，还有 %1 个旧副本待结束</translation>
    </message>
    <message>
        <source>, at most %1 more and %2 unavailable</source>
        <translation>，最多超出 %1，最多不可用 %2</translation>
    </message>
    <message>
        <source>Unavailable</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>修订版本</translation>
    </message>
    <message>
        <source>Deployments</source>
        <translation>部署</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>存在时间</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>memory pressure</source>
        <translation>内存压力</translation>
    </message>
    <message>
        <source>disk pressure</source>
        <translation>磁盘压力</translation>
    </message>
    <message>
        <source>process ID pressure</source>
        <translation>进程 ID 压力</translation>
    </message>
    <message>
        <source>network unavailable</source>
        <translation>网络不可用</translation>
    </message>
    <message>
        <source>Unknown: the node reports no state</source>
        <translation>未知：节点未报告状态</translation>
    </message>
    <message>
        <source>kubelet silent</source>
        <translation>kubelet 无响应</translation>
    </message>
    <message>
        <source>NotReady for %t</source>
        <translation>未就绪已 %t</translation>
    </message>
    <message>
        <source>cordoned</source>
        <translation>已停止调度</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Internal IP</source>
        <translation>内部 IP</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>主机名</translation>
    </message>
    <message>
        <source>OS image</source>
        <translation>操作系统镜像</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行时</translation>
    </message>
    <message>
        <source>Kubelet</source>
        <translation>Kubelet</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>可用区</translation>
    </message>
    <message>
        <source>Instance type</source>
        <translation>实例类型</translation>
    </message>
    <message>
        <source>Pod address range</source>
        <translation>Pod 地址范围</translation>
    </message>
    <message>
        <source>Allocatable</source>
        <translation>可分配</translation>
    </message>
    <message>
        <source>Taints</source>
        <translation>污点</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Cores used and requested, of those that pods can have</source>
        <translation>已用和已请求的核数，以 Pod 可分配的为总量</translation>
    </message>
    <message>
        <source>Memory used and requested, of what pods can have</source>
        <translation>已用和已请求的内存，以 Pod 可分配的为总量</translation>
    </message>
    <message>
        <source>Pods on the node, of those that it takes</source>
        <translation>节点上的 Pod 数，以节点可容纳的为总量</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>压力</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Scaled to zero</source>
        <translation>已缩容至零</translation>
    </message>
    <message>
        <source>Ingresses</source>
        <translation>应用路由</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Ingress</source>
        <translation>应用路由</translation>
    </message>
    <message>
        <source>Default backend</source>
        <translation>默认后端</translation>
    </message>
    <message>
        <source>TLS secrets</source>
        <translation>TLS 密钥</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Pod management</source>
        <translation>Pod 管理策略</translation>
    </message>
    <message>
        <source>system keyring</source>
        <translation>系统密钥环</translation>
    </message>
    <message>
        <source>memory of this program</source>
        <translation>本程序的内存</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>退出登录(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>前进(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Kinds</source>
        <translation>类型(&amp;K)</translation>
    </message>
    <message>
        <source>Choose &amp;namespaces…</source>
        <translation>选择命名空间(&amp;N)…</translation>
    </message>
    <message>
        <source>Ne&amp;xt tab</source>
        <translation>下一个标签页(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>上一个标签页(&amp;P)</translation>
    </message>
    <message>
        <source>Same page in a new &amp;tab</source>
        <translation>在新标签页中打开同一页(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>关闭标签页(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Clear the filter</source>
        <translation>清除筛选(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Read again</source>
        <translation>重新读取(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Stop reading</source>
        <translation>停止读取(&amp;S)</translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation>显示详情(&amp;D)</translation>
    </message>
    <message>
        <source>Open in a new &amp;tab</source>
        <translation>在新标签页中打开(&amp;T)</translation>
    </message>
    <message>
        <source>Show &amp;YAML</source>
        <translation>显示 YAML(&amp;Y)</translation>
    </message>
    <message>
        <source>Show &amp;events</source>
        <translation>显示事件(&amp;E)</translation>
    </message>
    <message>
        <source>Copy &amp;name</source>
        <translation>复制名称(&amp;N)</translation>
    </message>
    <message>
        <source>Copy &amp;row</source>
        <translation>复制行(&amp;R)</translation>
    </message>
    <message>
        <source>Copy Y&amp;AML</source>
        <translation>复制 YAML(&amp;A)</translation>
    </message>
    <message>
        <source>Filter by this &amp;value</source>
        <translation>按此值筛选(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Navigation</source>
        <translation>导航(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Detail pane</source>
        <translation>详情窗格(&amp;D)</translation>
    </message>
    <message>
        <source>Next &amp;pane</source>
        <translation>下一个窗格(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>关于(&amp;A)</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>no metrics</source>
        <translation>无指标</translation>
    </message>
    <message>
        <source>Used: %1</source>
        <translation>已用：%1</translation>
    </message>
    <message>
        <source>Requested: %1</source>
        <translation>已请求：%1</translation>
    </message>
    <message>
        <source>Allocatable: %1</source>
        <translation>可分配：%1</translation>
    </message>
    <message>
        <source>Use is not measured here.</source>
        <translation>此处未测量用量。</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>自 %1</translation>
    </message>
    <message>
        <source>%1: not known</source>
        <translation>%1：未知</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 cores</source>
        <translation>%1 核</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>需要关注</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>管理者</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Workspace template</source>
        <translation>企业空间模板</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>企业空间</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>Network isolation</source>
        <translation>网络隔离</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Preemption</source>
        <translation>抢占策略</translation>
    </message>
    <message>
        <source>Custom resources</source>
        <translation>自定义资源</translation>
    </message>
    <message>
        <source>Name conflict: %1</source>
        <translation>名称冲突：%1</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>已提供服务</translation>
    </message>
    <message>
        <source>Not served yet</source>
        <translation>尚未提供服务</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>作用域</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>定义</translation>
    </message>
    <message>
        <source>Stored versions</source>
        <translation>存储版本</translation>
    </message>
    <message>
        <source>Short names</source>
        <translation>简称</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Not available for %t: %1</source>
        <translation>不可用已 %t：%1</translation>
    </message>
    <message>
        <source>Not available: %1</source>
        <translation>不可用：%1</translation>
    </message>
    <message>
        <source>Another name</source>
        <translation>外部名称</translation>
    </message>
    <message>
        <source>Headless</source>
        <translation>无头服务</translation>
    </message>
    <message>
        <source>On every node</source>
        <translation>每个节点上</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>负载均衡</translation>
    </message>
    <message>
        <source>Inside the cluster</source>
        <translation>集群内部</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>%1 ready</source>
        <translation>%1 个就绪</translation>
    </message>
    <message>
        <source>No addresses</source>
        <translation>无地址</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>未就绪</translation>
    </message>
    <message>
        <source>all pods</source>
        <translation>所有 Pod</translation>
    </message>
    <message>
        <source>Network policies</source>
        <translation>网络策略</translation>
    </message>
    <message>
        <source>Pod selector</source>
        <translation>Pod 选择器</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Network policy</source>
        <translation>网络策略</translation>
    </message>
    <message>
        <source>Rules for incoming</source>
        <translation>入站规则</translation>
    </message>
    <message>
        <source>Rules for outgoing</source>
        <translation>出站规则</translation>
    </message>
    <message>
        <source>Controller</source>
        <translation>控制器</translation>
    </message>
    <message>
        <source>Matches no pod</source>
        <translation>不匹配任何 Pod</translation>
    </message>
    <message>
        <source>%1 may be evicted</source>
        <translation>可驱逐 %1 个</translation>
    </message>
    <message>
        <source>None may be evicted: %1 healthy, %2 needed</source>
        <translation>不可驱逐：%1 个健康，需要 %2 个</translation>
    </message>
    <message>
        <source>Min. available</source>
        <translation>最少可用</translation>
    </message>
    <message>
        <source>Max. unavailable</source>
        <translation>最多不可用</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Disruption budget</source>
        <translation>干扰预算</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预期</translation>
    </message>
    <message>
        <source>Leases</source>
        <translation>租约</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>持有者</translation>
    </message>
    <message>
        <source>Renewed</source>
        <translation>续期时间</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>Changes of hands</source>
        <translation>易主次数</translation>
    </message>
    <message>
        <source>Cannot scale: %1</source>
        <translation>无法扩缩：%1</translation>
    </message>
    <message>
        <source>Switched off: scaled to zero</source>
        <translation>已关闭：已缩容至零</translation>
    </message>
    <message>
        <source>At its maximum of %1</source>
        <translation>已达上限 %1</translation>
    </message>
    <message>
        <source>Scaling from %1 to %2</source>
        <translation>正在从 %1 扩缩到 %2</translation>
    </message>
    <message>
        <source>Steady</source>
        <translation>稳定</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>扩缩对象</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Min.</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Max.</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Unknown: the cluster reports no state</source>
        <translation>未知：集群未报告状态</translation>
    </message>
    <message>
        <source>NotReady: %1</source>
        <translation>未就绪：%1</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Platform version</source>
        <translation>平台版本</translation>
    </message>
    <message>
        <source>Failed: %1, pods failed: %2</source>
        <translation>失败：%1，失败的 Pod：%2</translation>
    </message>
    <message>
        <source>Running, pods failed: %1</source>
        <translation>运行中，失败的 Pod：%1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Ready to use</source>
        <translation>可使用</translation>
    </message>
    <message>
        <source>In the making for %t</source>
        <translation>正在创建已 %t</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Snapshot class</source>
        <translation>快照类</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>For</source>
        <translation>适用于</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Default request</source>
        <translation>默认请求</translation>
    </message>
    <message>
        <source>Default limit</source>
        <translation>默认限制</translation>
    </message>
    <message>
        <source>Limit to request, at most</source>
        <translation>限制与请求的最大比值</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Binding</source>
        <translation>绑定</translation>
    </message>
    <message>
        <source>Used up: %1</source>
        <translation>已用尽：%1</translation>
    </message>
    <message>
        <source>Nearly used up: %1</source>
        <translation>即将用尽：%1</translation>
    </message>
    <message>
        <source>Room left</source>
        <translation>有余量</translation>
    </message>
    <message>
        <source>Used of allowed</source>
        <translation>已用与允许</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>AuthLimitExceeded: too many wrong passwords</source>
        <translation>AuthLimitExceeded：密码错误次数过多</translation>
    </message>
    <message>
        <source>Never signed in</source>
        <translation>从未登录</translation>
    </message>
    <message>
        <source>Platform role</source>
        <translation>平台角色</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>上次登录</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Address type</source>
        <translation>地址类型</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>状况</translation>
    </message>
    <message>
        <source>no right</source>
        <translation>无权限</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>访问控制</translation>
    </message>
    <message>
        <source>&amp;Open a connection…</source>
        <translation>打开连接(&amp;O)…</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>新建窗口(&amp;W)</translation>
    </message>
    <message>
        <source>%1 needs a number of cores, such as 2 or 500m.</source>
        <translation>%1 需要核数，例如 2 或 500m。</translation>
    </message>
    <message>
        <source>%1 needs a size, such as 512Mi or 1Gi.</source>
        <translation>%1 需要大小，例如 512Mi 或 1Gi。</translation>
    </message>
    <message>
        <source>%1 needs a quantity, such as 500m or 1Gi, or a share, such as 80%.</source>
        <translation>%1 需要数量（例如 500m 或 1Gi）或比例（例如 80%）。</translation>
    </message>
    <message>
        <source>%1 needs a number, a share such as 100%, or both numbers such as 1/2.</source>
        <translation>%1 需要一个数字、一个比例（例如 100%）或两个数字（例如 1/2）。</translation>
    </message>
    <message>
        <source>%1 needs a number.</source>
        <translation>%1 需要数字。</translation>
    </message>
    <message>
        <source>%1 is compared with &lt; or &gt;, as in %1&lt;1h.</source>
        <translation>%1 用 &lt; 或 &gt; 比较，例如 %1&lt;1h。</translation>
    </message>
    <message>
        <source>%1 needs a span of time, such as 90s, 1h or 2d12h.</source>
        <translation>%1 需要时长，例如 90s、1h 或 2d12h。</translation>
    </message>
    <message>
        <source>health is one of healthy, progressing, warning, failing, unknown, finished.</source>
        <translation>health 的取值是 healthy、progressing、warning、failing、unknown、finished 之一。</translation>
    </message>
    <message>
        <source>%1 has no order: ask with : or =.</source>
        <translation>%1 没有大小顺序：请用 : 或 =。</translation>
    </message>
    <message>
        <source>There is no column "%1" here. Put the text in quotes to look for it.</source>
        <translation>这里没有“%1”这一列。要查找这段文字，请加引号。</translation>
    </message>
    <message>
        <source>There is no column "%1" here. Did you mean "%2"?</source>
        <translation>这里没有“%1”这一列。是指“%2”吗？</translation>
    </message>
    <message>
        <source>The server selects these objects only by the fields %1.</source>
        <translation>服务器只能按以下字段选择这类对象：%1。</translation>
    </message>
    <message>
        <source>There is no opening parenthesis for this one.</source>
        <translation>这个右括号没有对应的左括号。</translation>
    </message>
    <message>
        <source>This brace does not switch off a whole part.</source>
        <translation>这个花括号没有括住完整的一项。</translation>
    </message>
    <message>
        <source>"or" needs something on both sides.</source>
        <translation>“or”两侧都需要有内容。</translation>
    </message>
    <message>
        <source>Only a whole part of the filter can be switched off.</source>
        <translation>只有筛选条件中完整的一项才能停用。</translation>
    </message>
    <message>
        <source>"and" needs something on both sides.</source>
        <translation>“and”两侧都需要有内容。</translation>
    </message>
    <message>
        <source>The switched-off part has no closing brace.</source>
        <translation>停用的这一项缺少右花括号。</translation>
    </message>
    <message>
        <source>There are too many parentheses within each other.</source>
        <translation>括号嵌套过深。</translation>
    </message>
    <message>
        <source>This parenthesis is not closed.</source>
        <translation>这个括号没有闭合。</translation>
    </message>
    <message>
        <source>There is nothing between the parentheses.</source>
        <translation>括号中没有内容。</translation>
    </message>
    <message>
        <source>The quote is not closed.</source>
        <translation>引号没有闭合。</translation>
    </message>
    <message>
        <source>The regular expression has no closing slash. Quote a text that begins with one.</source>
        <translation>正则表达式缺少结尾的斜杠。要查找以斜杠开头的文字，请加引号。</translation>
    </message>
    <message>
        <source>This is no regular expression: %1.</source>
        <translation>这不是有效的正则表达式：%1。</translation>
    </message>
    <message>
        <source>Nothing can begin with this. Quote it to look for it.</source>
        <translation>不能以此开头。要查找它，请加引号。</translation>
    </message>
    <message>
        <source>%1 needs a value.</source>
        <translation>%1 需要一个值。</translation>
    </message>
    <message>
        <source>field: needs the path of a field, as in field:status.phase=Running.</source>
        <translation>field: 需要字段路径，例如 field:status.phase=Running。</translation>
    </message>
    <message>
        <source>label: needs the name of a label, as in label:app=web.</source>
        <translation>label: 需要标签名，例如 label:app=web。</translation>
    </message>
    <message>
        <source>field:%1 needs = or != and a value.</source>
        <translation>field:%1 需要 = 或 != 以及一个值。</translation>
    </message>
    <message>
        <source>The filter is too long.</source>
        <translation>筛选条件太长。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Field of the object, as the server selects by</source>
        <translation>对象的字段，由服务器用于选择</translation>
    </message>
    <message>
        <source>How it fares</source>
        <translation>健康状况</translation>
    </message>
    <message>
        <source>CronJobs</source>
        <translation>定时任务</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>存储卷声明</translation>
    </message>
    <message>
        <source>ReplicaSets</source>
        <translation>副本集</translation>
    </message>
    <message>
        <source>DaemonSets</source>
        <translation>守护进程集</translation>
    </message>
    <message>
        <source>ServiceAccounts</source>
        <translation>服务账户</translation>
    </message>
    <message>
        <source>StorageClasses</source>
        <translation>存储类</translation>
    </message>
    <message>
        <source>ConfigMaps</source>
        <translation>配置字典</translation>
    </message>
    <message>
        <source>ReplicationControllers</source>
        <translation>副本控制器</translation>
    </message>
    <message>
        <source>StatefulSets</source>
        <translation>有状态副本集</translation>
    </message>
    <message>
        <source>GlobalRoles</source>
        <translation>平台角色</translation>
    </message>
    <message>
        <source>ClusterRoleBindings</source>
        <translation>集群角色绑定</translation>
    </message>
    <message>
        <source>WorkspaceTemplates</source>
        <translation>企业空间模板</translation>
    </message>
    <message>
        <source>PriorityClasses</source>
        <translation>优先级类</translation>
    </message>
    <message>
        <source>APIServices</source>
        <translation>API 服务</translation>
    </message>
    <message>
        <source>RoleBindings</source>
        <translation>角色绑定</translation>
    </message>
    <message>
        <source>IngressClasses</source>
        <translation>Ingress 类</translation>
    </message>
    <message>
        <source>PodDisruptionBudgets</source>
        <translation>干扰预算</translation>
    </message>
    <message>
        <source>HorizontalPodAutoscalers</source>
        <translation>水平自动扩缩</translation>
    </message>
    <message>
        <source>VolumeSnapshots</source>
        <translation>卷快照</translation>
    </message>
    <message>
        <source>LimitRanges</source>
        <translation>限制范围</translation>
    </message>
    <message>
        <source>ResourceQuotas</source>
        <translation>配额</translation>
    </message>
    <message>
        <source>ClusterRoles</source>
        <translation>集群角色</translation>
    </message>
    <message>
        <source>EndpointSlices</source>
        <translation>端点切片</translation>
    </message>
    <message>
        <source>CustomResourceDefinitions</source>
        <translation>自定义资源定义</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Pending for %t, waits for volume %1</source>
        <translation>等待已 %t，等待存储卷 %1</translation>
    </message>
    <message>
        <source>Pending for %t, waits for provisioner %1</source>
        <translation>等待已 %t，等待供应器 %1 创建存储卷</translation>
    </message>
    <message>
        <source>Pending for %t, no volume fits and no storage class makes one</source>
        <translation>等待已 %t，没有合适的存储卷，也没有可创建存储卷的存储类</translation>
    </message>
    <message>
        <source>Served, schema not structural: %1</source>
        <translation>已提供服务，但模式不是结构化的：%1</translation>
    </message>
    <message>
        <source>Not served: %1</source>
        <translation>未提供服务：%1</translation>
    </message>
    <message>
        <source>API service</source>
        <translation>API 服务</translation>
    </message>
    <message>
        <source>TLS not checked</source>
        <translation>不校验 TLS</translation>
    </message>
    <message>
        <source>container %1</source>
        <translation>容器 %1</translation>
    </message>
    <message>
        <source>%1: %2, last %3</source>
        <translation>%1：%2，上次 %3</translation>
    </message>
    <message numerus="yes">
        <source>%1, container %2 restarted %n time(s), last %t ago: %3</source>
        <translation>
            <numerusform>%1，容器 %2 重启了 %n 次，上次在 %t 前：%3</numerusform>
        </translation>
    </message>
    <message>
        <source>Free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Expired, not renewed for %t</source>
        <translation>已过期，未续约已 %t</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>已被持有</translation>
    </message>
    <message>
        <source>Autoscaler</source>
        <translation>自动扩缩</translation>
    </message>
    <message>
        <source>Last scaled</source>
        <translation>上次扩缩</translation>
    </message>
    <message>
        <source>No address for %t: no controller took it</source>
        <translation>没有地址已 %t：没有控制器接管</translation>
    </message>
    <message>
        <source>Has an address</source>
        <translation>已有地址</translation>
    </message>
    <message numerus="yes">
        <source>container %1 restarted %n time(s)</source>
        <translation>
            <numerusform>容器 %1 重启了 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n 个任务正在运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s)</source>
        <translation>
            <numerusform>重启 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s), binary</source>
        <translation>
            <numerusform>%n 字节，二进制</numerusform>
        </translation>
    </message>
    <message>
        <source>Failing: %1, its pods are ending</source>
        <translation>即将失败：%1，容器组正在结束</translation>
    </message>
    <message>
        <source>Succeeded, its pods are ending</source>
        <translation>已成功，容器组正在结束</translation>
    </message>
    <message>
        <source>&amp;Support report…</source>
        <translation>支持报告(&amp;S)…</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>In any visible column, without regard to case; ages and measured figures are left out</source>
        <translation>在任一可见列中出现，不区分大小写；时长和监控数据除外</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者都满足</translation>
    </message>
    <message>
        <source>As it stands; also for a text that means something here</source>
        <translation>原样查找；也用于在这里另有含义的文字</translation>
    </message>
    <message>
        <source>Not this</source>
        <translation>不含此项</translation>
    </message>
    <message>
        <source>A regular expression, for each column by itself</source>
        <translation>正则表达式，对每一列分别匹配</translation>
    </message>
    <message>
        <source>These letters in this order</source>
        <translation>按此顺序出现这些字母</translation>
    </message>
    <message>
        <source>Columns and properties</source>
        <translation>列与属性</translation>
    </message>
    <message>
        <source>The column holds the text; the key is the column's name or title</source>
        <translation>该列包含这段文字；键是列的名称或标题</translation>
    </message>
    <message>
        <source>It does not</source>
        <translation>不包含</translation>
    </message>
    <message>
        <source>It is the whole text; != is not</source>
        <translation>与全文相同；!= 表示不同</translation>
    </message>
    <message>
        <source>One of these; * stands for anything. ns and node ask for the whole name</source>
        <translation>其中之一；* 代表任意内容。ns 和 node 要求完整名称</translation>
    </message>
    <message>
        <source>Numbers with &lt; &lt;= &gt; &gt;= = !=</source>
        <translation>数字，用 &lt; &lt;= &gt; &gt;= = != 比较</translation>
    </message>
    <message>
        <source>Quantities as Kubernetes writes them</source>
        <translation>按 Kubernetes 写法的数量</translation>
    </message>
    <message>
        <source>A share, where the column has a whole</source>
        <translation>比例，适用于有总量的列</translation>
    </message>
    <message>
        <source>Spans of s, m, h, d, w and y, also joined: 2d12h</source>
        <translation>时长，单位 s、m、h、d、w、y，也可连写：2d12h</translation>
    </message>
    <message>
        <source>What controls it, what it runs</source>
        <translation>由谁控制，运行什么镜像</translation>
    </message>
    <message>
        <source>How it fares: healthy, progressing, warning, failing, unknown, finished</source>
        <translation>健康状况：healthy、progressing、warning、failing、unknown、finished</translation>
    </message>
    <message>
        <source>Labels and fields</source>
        <translation>标签与字段</translation>
    </message>
    <message>
        <source>Selectors as Kubernetes writes them, with regard to case</source>
        <translation>按 Kubernetes 写法的选择器，区分大小写</translation>
    </message>
    <message>
        <source>One of these; notin is none of them</source>
        <translation>其中之一；notin 表示都不是</translation>
    </message>
    <message>
        <source>Several at once; !old has no such label</source>
        <translation>同时满足多项；!old 表示没有此标签</translation>
    </message>
    <message>
        <source>A field by which the server selects</source>
        <translation>服务器可用于选择的字段</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>组合</translation>
    </message>
    <message>
        <source>or, parentheses, and not of a group</source>
        <translation>or、括号，以及对整组取反</translation>
    </message>
    <message>
        <source>A part that is switched off, as its chip is</source>
        <translation>已停用的一项，与其标签块一致</translation>
    </message>
    <message>
        <source>Keys of this list</source>
        <translation>本列表可用的键</translation>
    </message>
    <message>
        <source>Parts with an arrow are done by the server, so that less is read; the others are done here. Enter turns the text into parts.</source>
        <translation>带箭头的项由服务器完成，可减少读取量；其余在本机完成。按回车将文字变为各项。</translation>
    </message>
    <message>
        <source>The closing brace is missing.</source>
        <translation>缺少右花括号。</translation>
    </message>
    <message>
        <source>A path begins with a dot, for example {.spec.nodeName}.</source>
        <translation>路径以点号开头，例如 {.spec.nodeName}。</translation>
    </message>
    <message>
        <source>A dot or a bracket is expected here.</source>
        <translation>此处应为点号或方括号。</translation>
    </message>
    <message>
        <source>A name is missing after the dot.</source>
        <translation>点号后缺少名称。</translation>
    </message>
    <message>
        <source>“%1” cannot stand here.</source>
        <translation>此处不能出现“%1”。</translation>
    </message>
    <message>
        <source>The closing quote is missing.</source>
        <translation>缺少右引号。</translation>
    </message>
    <message>
        <source>A number, a quoted name, * or ?( is expected in brackets.</source>
        <translation>方括号内应为数字、带引号的名称、* 或 ?(。</translation>
    </message>
    <message>
        <source>The closing bracket is missing.</source>
        <translation>缺少右方括号。</translation>
    </message>
    <message>
        <source>A filter is written [?(@.name=="value")].</source>
        <translation>筛选写作 [?(@.name=="value")]。</translation>
    </message>
    <message>
        <source>The step of a range is 1 or more.</source>
        <translation>范围的步长至少为 1。</translation>
    </message>
    <message>
        <source>A filter compares @.name with a number, true, false or a quoted text.</source>
        <translation>筛选将 @.name 与数字、true、false 或带引号的文本比较。</translation>
    </message>
    <message>
        <source>Too many filters within each other.</source>
        <translation>筛选嵌套过深。</translation>
    </message>
    <message>
        <source>A filter holds one comparison.</source>
        <translation>一个筛选只能包含一个比较。</translation>
    </message>
    <message>
        <source>The closing parenthesis is missing.</source>
        <translation>缺少右圆括号。</translation>
    </message>
    <message>
        <source>A key is missing after the colon, for example label:app.</source>
        <translation>冒号后缺少键，例如 label:app。</translation>
    </message>
    <message>
        <source>&amp;Go to…</source>
        <translation>转到(&amp;G)…</translation>
    </message>
    <message>
        <source>Choose c&amp;olumns…</source>
        <translation>选择列(&amp;O)…</translation>
    </message>
    <message>
        <source>Sort by &amp;this column</source>
        <translation>按此列排序(&amp;T)</translation>
    </message>
    <message>
        <source>Sort by this column &amp;too</source>
        <translation>再按此列排序(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Export the rows…</source>
        <translation>导出各行(&amp;E)…</translation>
    </message>
    <message>
        <source>Copy as &amp;kubectl</source>
        <translation>复制为 kubectl 命令(&amp;K)</translation>
    </message>
    <message>
        <source>Copy as c&amp;url</source>
        <translation>复制为 curl 命令(&amp;U)</translation>
    </message>
    <message>
        <source>Copy &amp;cell</source>
        <translation>复制单元格(&amp;C)</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>资源类型</translation>
    </message>
    <message>
        <source>%1 with “%2”</source>
        <translation>%1，筛选“%2”</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>%1, sorted ascending</source>
        <translation>%1，升序</translation>
    </message>
    <message>
        <source>%1, sorted descending</source>
        <translation>%1，降序</translation>
    </message>
    <message>
        <source>Values of secrets are not shown in a list.</source>
        <translation>列表中不显示密钥的值。</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>注解</translation>
    </message>
    <message>
        <source>field</source>
        <translation>字段</translation>
    </message>
    <message numerus="yes">
        <source>Writing %n row(s)</source>
        <translation>
            <numerusform>正在写入 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The list was closed or read anew meanwhile.</source>
        <translation>期间列表已关闭或重新读取。</translation>
    </message>
    <message>
        <source>%1 was not written.</source>
        <translation>%1 未写入。</translation>
    </message>
    <message>
        <source>Export the rows that are shown</source>
        <translation>导出显示的各行</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>There are %1 columns of your own already; take one out first.</source>
        <translation>已有 %1 个自定义列，请先移除一列。</translation>
    </message>
    <message>
        <source>Export views</source>
        <translation>导出视图</translation>
    </message>
    <message>
        <source>Views (*.json)</source>
        <translation>视图 (*.json)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>Import views</source>
        <translation>导入视图</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message numerus="yes">
        <source>%n view(s) were added to the favourites.</source>
        <translation>
            <numerusform>已将 %n 个视图添加到收藏。</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open in a new tab</source>
        <translation>在新标签页中打开</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Rename view</source>
        <translation>重命名视图</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Put "%1" back</source>
        <translation>恢复“%1”</translation>
    </message>
    <message>
        <source>Import views…</source>
        <translation>导入视图…</translation>
    </message>
    <message>
        <source>Export all views…</source>
        <translation>导出所有视图…</translation>
    </message>
    <message>
        <source>The file is too large to hold views. Nothing was taken from it.</source>
        <translation>文件过大，不会是视图文件。未从中导入任何内容。</translation>
    </message>
    <message>
        <source>The file is not readable as JSON; perhaps it is cut. Nothing was taken from it.</source>
        <translation>文件无法作为 JSON 读取，可能不完整。未从中导入任何内容。</translation>
    </message>
    <message>
        <source>The file holds no views of this program. Nothing was taken from it.</source>
        <translation>文件中没有本程序的视图。未从中导入任何内容。</translation>
    </message>
    <message>
        <source>The file does not say its version. Nothing was taken from it.</source>
        <translation>文件没有注明版本。未从中导入任何内容。</translation>
    </message>
    <message>
        <source>The file was written by a newer version of this program. Nothing was taken from it.</source>
        <translation>文件由更新版本的程序写入。未从中导入任何内容。</translation>
    </message>
    <message>
        <source>The file holds no list of views. Nothing was taken from it.</source>
        <translation>文件中没有视图列表。未从中导入任何内容。</translation>
    </message>
    <message>
        <source>View %1 in the file is not complete or not valid. Nothing was taken from it.</source>
        <translation>文件中的第 %1 个视图不完整或无效。未从中导入任何内容。</translation>
    </message>
    <message>
        <source>&amp;Save as a view…</source>
        <translation>保存为视图(&amp;S)…</translation>
    </message>
    <message>
        <source>Done here, among what was read</source>
        <translation>在本机完成，针对已读取的内容</translation>
    </message>
    <message>
        <source>The server refused this; it is done here</source>
        <translation>服务器拒绝了此项；改为在本机完成</translation>
    </message>
    <message>
        <source>The server does this once you stop typing</source>
        <translation>停止输入后由服务器完成</translation>
    </message>
    <message>
        <source>Done by the server: only what matches is read</source>
        <translation>由服务器完成：只读取匹配的内容</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>锁定(&amp;L)</translation>
    </message>
    <message>
        <source>Sign out &amp;everywhere…</source>
        <translation>在所有位置退出登录(&amp;E)…</translation>
    </message>
    <message>
        <source>Choose a &amp;workspace…</source>
        <translation>选择企业空间(&amp;W)…</translation>
    </message>
    <message>
        <source>view</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Replace by what is shown</source>
        <translation>用当前显示的内容替换</translation>
    </message>
    <message>
        <source>Keeps the columns, order, filter and namespaces of the page in front under this name</source>
        <translation>把当前页面的列、排序、筛选和命名空间保存到这个名称下</translation>
    </message>
<message>
        <source>Says when the object is being deleted, and what holds that back</source>
        <translation>对象正在删除时显示，并说明受阻原因</translation>
    </message>
    <message>
        <source>Terminating</source>
        <translation>正在终止</translation>
    </message>
    <message>
        <source>Terminating, waits for %1</source>
        <translation>正在终止，等待 %1</translation>
    </message>
<message>
        <source>for %t</source>
        <extracomment>The words around the time (%t) in sentences such as "NotReady for %t", exactly as they stand in the translations of those.</extracomment>
        <translation>已 %t</translation>
    </message>
    <message>
        <source>since %t</source>
        <translation>自 %t 起</translation>
    </message>
    <message>
        <source>%t ago</source>
        <extracomment>The words around the time (%t) in sentences such as "last restart %t ago", exactly as they stand in the translations of those.</extracomment>
        <translation>%t 前</translation>
    </message>
    <message>
        <source>at %t</source>
        <translation>%t</translation>
    </message>
<message>
        <source>FailureTarget: %1, its pods are ending</source>
        <translation>FailureTarget：%1，容器组正在结束</translation>
    </message>
    <message>
        <source>SuccessCriteriaMet, its pods are ending</source>
        <translation>SuccessCriteriaMet，容器组正在结束</translation>
    </message>
    <message>
        <source>Attributes class</source>
        <translation>属性类</translation>
    </message>
    <message>
        <source>Limits used of allowed</source>
        <translation>限制：已用与允许</translation>
    </message>
    <message>
        <source>Source content</source>
        <translation>来源快照内容</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>快照时间</translation>
    </message>
    <message>
        <source>%1 (%2 ago)</source>
        <translation>%1（%2 前）</translation>
    </message>
    <message>
        <source>Last: %1</source>
        <translation>最近一次：%1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>completions, of so many pods</comment>
        <translation>%1（共 %2 个）</translation>
    </message>
</context>
<context>
    <name>sk::app::Application</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>A link could not be opened.</source>
        <translation>无法打开链接。</translation>
    </message>
    <message>
        <source>It is not of the form that this version knows.</source>
        <translation>其格式不是此版本所能识别的。</translation>
    </message>
</context>
<context>
    <name>sk::app::LinkOpener</name>
    <message>
        <source>Open a link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>A link leads to a server that is not saved here: %1</source>
        <translation>链接指向一个未在此保存的服务器：%1</translation>
    </message>
    <message>
        <source>Its address is %1. Nothing was sent to it. Sign in there only if you know this server and expected the link.</source>
        <translation>地址为 %1。尚未向其发送任何内容。仅当您了解该服务器并且预期会收到此链接时才登录。</translation>
    </message>
    <message>
        <source>Sign in there…</source>
        <translation>登录到该服务器…</translation>
    </message>
</context>
<context>
    <name>sk::session::ProfileStore</name>
    <message>
        <source>Demo cluster (built in)</source>
        <translation>演示集群（内置）</translation>
    </message>
</context>
<context>
    <name>sk::ui::AboutDialog</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>A desktop console for a Super Kubenetes cluster.</source>
        <translation>Super Kubenetes 集群的桌面控制台。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Qt in use</source>
        <translation>使用的 Qt</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>密钥环</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>keychain's name, library</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>GNU General Public License, version 3 or later</source>
        <translation>GNU 通用公共许可证第 3 版或更高版本</translation>
    </message>
    <message>
        <source>This program sends nothing to its makers: no telemetry, no account, no search for updates.</source>
        <translation>本程序不向其制作者发送任何内容：没有遥测，没有账户，也不检查更新。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>sk::ui::CertificateWords</name>
    <message>
        <source>of a newer kind</source>
        <translation>较新的类型</translation>
    </message>
    <message>
        <source>%1, %2 bits</source>
        <comment>RSA, 2048</comment>
        <translation>%1，%2 位</translation>
    </message>
    <message>
        <source>This connection trusts another key than the one that the server shows now. Either the server was given a new one, or somebody stands between you and it.</source>
        <translation>此连接信任的密钥与服务器现在出示的不同。要么服务器换了新密钥，要么有人处在您与服务器之间。</translation>
    </message>
    <message>
        <source>It vouches for itself: no authority stands behind it.</source>
        <translation>它由自己签发：背后没有任何颁发机构。</translation>
    </message>
    <message>
        <source>It was issued by an authority that this computer does not know.</source>
        <translation>它由本机不认识的机构颁发。</translation>
    </message>
    <message>
        <source>It was issued by “%1”, which this computer does not know.</source>
        <translation>它由“%1”颁发，而本机不认识该机构。</translation>
    </message>
    <message>
        <source>It is made out to %1, not to %2.</source>
        <translation>它是颁发给 %1 的，而不是 %2。</translation>
    </message>
    <message>
        <source>It ended on %1.</source>
        <translation>它已于 %1 到期。</translation>
    </message>
    <message>
        <source>It is valid only from %1 on. Check this computer's clock.</source>
        <translation>它从 %1 起才有效。请检查本机的时钟。</translation>
    </message>
    <message>
        <source>Its key (%1) is so weak that it can be forged. It cannot be accepted; the server needs a new one.</source>
        <translation>它的密钥（%1）太弱，可以被伪造，因此不能接受；服务器需要换新的密钥。</translation>
    </message>
    <message>
        <source>It was revoked by who issued it. It cannot be accepted.</source>
        <translation>它已被颁发者吊销，不能接受。</translation>
    </message>
    <message>
        <source>It is not as it should be, and cannot be accepted: %1</source>
        <translation>它不符合要求，不能接受：%1</translation>
    </message>
    <message>
        <source>Made out to</source>
        <translation>颁发给</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>颁发者</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>a time span</comment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>SHA-256 of the certificate</source>
        <translation>证书的 SHA-256</translation>
    </message>
    <message>
        <source>SHA-256 of the key</source>
        <translation>密钥的 SHA-256</translation>
    </message>
</context>
<context>
    <name>sk::ui::CommandPalette</name>
    <message>
        <source>Go to</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Go to kind, view, object or action</source>
        <translation>转到资源类型、视图、对象或操作</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>匹配项</translation>
    </message>
    <message>
        <source>Nothing of this name among the kinds, views, actions and lists that are loaded.</source>
        <translation>在资源类型、视图、操作和已加载的列表中没有此名称。</translation>
    </message>
</context>
<context>
    <name>sk::ui::ConnectionEditor</name>
    <message>
        <source>New connection</source>
        <translation>新建连接</translation>
    </message>
    <message>
        <source>Connection “%1”</source>
        <translation>连接“%1”</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>常规(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;API</source>
        <translation>&amp;API</translation>
    </message>
    <message>
        <source>&amp;Certificates</source>
        <translation>证书(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>代理(&amp;P)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>the server's, if left empty</source>
        <translation>留空则用服务器的名称</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>服务器(&amp;S)</translation>
    </message>
    <message>
        <source>host, host:port or https://…</source>
        <translation>主机、主机:端口或 https://…</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>Not marked</source>
        <translation>未标记</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>环境(&amp;E)</translation>
    </message>
    <message>
        <source>Its colour runs along the window's edge. Production always carries its word, and asks before anything that writes.</source>
        <translation>其颜色显示在窗口边缘。生产环境始终带有文字标记，并在任何写操作之前询问。</translation>
    </message>
    <message>
        <source>The environment's</source>
        <translation>跟随环境</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>青色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Ochre</source>
        <translation>赭色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>C&amp;olour</source>
        <translation>颜色(&amp;O)</translation>
    </message>
    <message>
        <source>Default na&amp;mespace</source>
        <translation>默认命名空间(&amp;M)</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>the last one</source>
        <translation>上次的页面</translation>
    </message>
    <message>
        <source>S&amp;tart page</source>
        <translation>起始页面(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Read only: offer nothing that writes</source>
        <translation>只读：不提供任何写操作(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>保持登录状态(&amp;K)</translation>
    </message>
    <message>
        <source>API &amp;domain</source>
        <translation>API 域(&amp;D)</translation>
    </message>
    <message>
        <source>found by asking the server</source>
        <translation>通过询问服务器得知</translation>
    </message>
    <message>
        <source>Client &amp;id</source>
        <translation>客户端 ID(&amp;I)</translation>
    </message>
    <message>
        <source>Client s&amp;ecret</source>
        <translation>客户端密钥(&amp;E)</translation>
    </message>
    <message>
        <source>same as the client id</source>
        <translation>与客户端 ID 相同</translation>
    </message>
    <message>
        <source>The OAuth client is the program's, not yours: on most servers it is “kubesphere”, with the same secret. A path in the server's address, as a member cluster's, is kept in front of every request.</source>
        <translation>OAuth 客户端属于本程序而不是您：在大多数服务器上是“kubesphere”，密钥相同。服务器地址中的路径（例如成员集群的路径）会保留在每个请求之前。</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>证书 (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>CA &amp;file</source>
        <translation>CA 文件(&amp;F)</translation>
    </message>
    <message>
        <source>Choose a CA file</source>
        <translation>选择 CA 文件</translation>
    </message>
    <message>
        <source>only the computer's own authorities</source>
        <translation>仅本机信任的机构</translation>
    </message>
    <message>
        <source>Forget &amp;them</source>
        <translation>移除它们(&amp;T)</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>Forget &amp;it</source>
        <translation>移除(&amp;I)</translation>
    </message>
    <message>
        <source>Trusted key</source>
        <translation>信任的密钥</translation>
    </message>
    <message>
        <source>Client certi&amp;ficate</source>
        <translation>客户端证书(&amp;F)</translation>
    </message>
    <message>
        <source>Choose your certificate</source>
        <translation>选择您的证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.p12 *.pfx)</source>
        <translation>证书 (*.pem *.crt *.cer *.p12 *.pfx)</translation>
    </message>
    <message>
        <source>none; PEM or PKCS#12</source>
        <translation>无；PEM 或 PKCS#12</translation>
    </message>
    <message>
        <source>Its &amp;key</source>
        <translation>其私钥(&amp;K)</translation>
    </message>
    <message>
        <source>Choose the private key</source>
        <translation>选择私钥</translation>
    </message>
    <message>
        <source>Keys (*.pem *.key)</source>
        <translation>私钥 (*.pem *.key)</translation>
    </message>
    <message>
        <source>in the certificate's file</source>
        <translation>在证书文件中</translation>
    </message>
    <message>
        <source>Pass&amp;phrase</source>
        <translation>口令(&amp;P)</translation>
    </message>
    <message>
        <source>Passphrase of the key</source>
        <translation>私钥的口令</translation>
    </message>
    <message>
        <source>if the key has one; goes to the keychain or stays in memory</source>
        <translation>如果私钥有口令；存入密钥链或仅留在内存中</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The system's</source>
        <translation>系统代理</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>SOCKS5</source>
        <translation>SOCKS5</translation>
    </message>
    <message>
        <source>P&amp;roxy</source>
        <translation>代理(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>主机(&amp;H)</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation>端口(&amp;O)</translation>
    </message>
    <message>
        <source>if the proxy asks for one</source>
        <translation>如果代理要求</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>Password for the proxy</source>
        <translation>代理的密码</translation>
    </message>
    <message>
        <source>goes to the keychain, or stays in memory; empty: as it was</source>
        <translation>存入密钥链，或仅留在内存中；留空则不变</translation>
    </message>
    <message>
        <source>Used for everything of this connection: requests, live updates and WebSockets. The system's proxy is not used for this computer itself.</source>
        <translation>用于此连接的一切：请求、实时更新和 WebSocket。访问本机自身时不使用系统代理。</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>none: the authorities decide</source>
        <translation>无：由颁发机构决定</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>%n authority(ies)</source>
        <translation>
            <numerusform>%n 个颁发机构</numerusform>
        </translation>
    </message>
    <message>
        <source>The server's address cannot be read. Enter a host name, host:port, or an address that begins with https:// or http://.</source>
        <translation>无法识别服务器地址。请输入主机名、主机:端口，或以 https:// 或 http:// 开头的地址。</translation>
    </message>
    <message>
        <source>The proxy needs a host and a port.</source>
        <translation>代理需要主机和端口。</translation>
    </message>
</context>
<context>
    <name>sk::ui::ConnectionList</name>
    <message>
        <source>PROD</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>TEST</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>DEV</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Demo cluster (built in)</source>
        <translation>演示集群（内置）</translation>
    </message>
    <message>
        <source>nothing leaves this computer</source>
        <translation>数据不会离开本机</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>user, host</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>新连接</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>尚未保存</translation>
    </message>
</context>
<context>
    <name>sk::ui::ConnectionTestDialog</name>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Ways to sign in</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>No name, no password and no token is sent for this.</source>
        <translation>测试不会发送用户名、密码或令牌。</translation>
    </message>
    <message>
        <source>Show &amp;certificate…</source>
        <translation>查看证书(&amp;C)…</translation>
    </message>
    <message>
        <source>Test &amp;again</source>
        <translation>重新测试(&amp;A)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未进行到</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>检查中…</translation>
    </message>
    <message>
        <source>failed after %1 ms</source>
        <translation>%1 毫秒后失败</translation>
    </message>
    <message>
        <source>is an address already</source>
        <translation>本身就是地址</translation>
    </message>
    <message>
        <source>is looked up by the proxy</source>
        <translation>由代理解析</translation>
    </message>
    <message>
        <source>to %1 in %2 ms</source>
        <translation>连接到 %1，用时 %2 毫秒</translation>
    </message>
    <message>
        <source>through the proxy %1 in %2 ms</source>
        <translation>经由代理 %1，用时 %2 毫秒</translation>
    </message>
    <message>
        <source>none: whoever is on the way can read everything, the password too</source>
        <translation>无：途中任何人都能读取一切，包括密码</translation>
    </message>
    <message>
        <source>none, and none needed: it does not leave this computer</source>
        <translation>无，也不需要：数据不离开本机</translation>
    </message>
    <message>
        <source>%1, %2, certificate trusted</source>
        <translation>%1，%2，证书受信任</translation>
    </message>
    <message>
        <source>%1, %2, key pinned</source>
        <translation>%1，%2，密钥已固定</translation>
    </message>
    <message>
        <source>KubeSphere-compatible API %1, Kubernetes %2, domain %3</source>
        <translation>KubeSphere 兼容 API %1，Kubernetes %2，域 %3</translation>
    </message>
    <message>
        <source>KubeSphere-compatible API %1, domain %2</source>
        <translation>KubeSphere 兼容 API %1，域 %2</translation>
    </message>
    <message>
        <source>name and password; the server does not say which others</source>
        <translation>用户名和密码；服务器未说明其他方式</translation>
    </message>
    <message>
        <source>name and password</source>
        <translation>用户名和密码</translation>
    </message>
    <message>
        <source>name and password; in the browser also %1</source>
        <translation>用户名和密码；在浏览器中还可用 %1</translation>
    </message>
    <message>
        <source>the same as this computer's, to a second or two</source>
        <translation>与本机一致，相差一两秒以内</translation>
    </message>
    <message>
        <source>%1 s ahead of this computer's; the program allows for it</source>
        <translation>比本机快 %1 秒；程序会考虑到这一点</translation>
    </message>
    <message>
        <source>%1 s behind this computer's; the program allows for it</source>
        <translation>比本机慢 %1 秒；程序会考虑到这一点</translation>
    </message>
</context>
<context>
    <name>sk::ui::ConnectionsPane</name>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>From kubeconfig…</source>
        <translation>来自 kubeconfig…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Edit, order, import, export, delete</source>
        <translation>编辑、排序、导入、导出、删除</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>“%1” was deleted.</source>
        <translation>“%1”已删除。</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1（副本）</translation>
    </message>
    <message>
        <source>Export connections</source>
        <translation>导出连接</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) exported, without any secret.</source>
        <translation>
            <numerusform>已导出 %n 个连接，不含任何机密。</numerusform>
        </translation>
    </message>
    <message>
        <source>Import connections</source>
        <translation>导入连接</translation>
    </message>
    <message>
        <source>Connections (*.json)</source>
        <translation>连接 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) imported.</source>
        <translation>
            <numerusform>已导入 %n 个连接。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read.</source>
        <translation>
            <numerusform>%n 个无法读取。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::DetailHeader</name>
    <message>
        <source>Close the detail pane</source>
        <translation>关闭详情窗格</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
</context>
<context>
    <name>sk::ui::DetailPane</name>
    <message>
        <source>No events in the server's memory. They are usually kept for an hour.</source>
        <translation>服务器中没有保存的事件。事件通常保留一小时。</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Events %1</source>
        <translation>事件 %1</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Select a row to see it here.</source>
        <translation>选择一行以在此查看。</translation>
    </message>
    <message>
        <source>dark: used · light: requested · end: allocatable</source>
        <translation>深色：已用 · 浅色：已请求 · 末端：可分配</translation>
    </message>
    <message>
        <source>Latest events</source>
        <translation>最近事件</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>API version</source>
        <translation>API 版本</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Resource version</source>
        <translation>资源版本</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>注解</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>YAML</source>
        <translation>YAML</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Show values</source>
        <translation>显示值</translation>
    </message>
    <message>
        <source>Parts of the object</source>
        <translation>对象的各部分</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
</context>
<context>
    <name>sk::ui::DetailSections</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the value of %1</source>
        <translation>显示 %1 的值</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show as column</source>
        <translation>显示为列</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>sk::ui::ErrorLine</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Show certificate…</source>
        <translation>查看证书…</translation>
    </message>
    <message>
        <source>Connection settings…</source>
        <translation>连接设置…</translation>
    </message>
</context>
<context>
    <name>sk::ui::ErrorText</name>
    <message>
        <source>Wait a moment, then try again.</source>
        <translation>请稍候再试。</translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n second(s).</source>
        <translation>
            <numerusform>请在 %n 秒后重试。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n minute(s).</source>
        <translation>
            <numerusform>请在 %n 分钟后重试。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>The server's name was not found.</source>
        <translation>找不到服务器名称。</translation>
    </message>
    <message>
        <source>The server's name %1 was not found.</source>
        <translation>找不到服务器名称 %1。</translation>
    </message>
    <message>
        <source>Check the spelling. If it is a name of your company's network, check that the VPN is connected.</source>
        <translation>请检查拼写。如果是公司内网的名称，请确认 VPN 已连接。</translation>
    </message>
    <message>
        <source>The connection was refused.</source>
        <translation>连接被拒绝。</translation>
    </message>
    <message>
        <source>%1 refused the connection.</source>
        <translation>%1 拒绝了连接。</translation>
    </message>
    <message>
        <source>The computer is there, but nothing listens on this port. Check the port, and that ks-apiserver is running and exposed.</source>
        <translation>主机可达，但没有程序监听此端口。请检查端口，并确认 ks-apiserver 正在运行且已对外暴露。</translation>
    </message>
    <message>
        <source>The connection was closed before the answer was complete.</source>
        <translation>连接在应答完成之前被关闭。</translation>
    </message>
    <message>
        <source>Something between here and the server cut it. Try again; if it happens each time, ask for the limits of the proxy or load balancer.</source>
        <translation>本机与服务器之间的设备切断了连接。请重试；如果每次都发生，请询问代理或负载均衡器的限制。</translation>
    </message>
    <message>
        <source>The network cannot be reached.</source>
        <translation>网络不可达。</translation>
    </message>
    <message>
        <source>Check this computer's network and VPN.</source>
        <translation>请检查本机的网络和 VPN。</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>服务器未及时应答。</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 未及时应答。</translation>
    </message>
    <message>
        <source>A firewall may be dropping the connection, or the server is overloaded. Check the address and port, then try again.</source>
        <translation>可能是防火墙丢弃了连接，或服务器过载。请检查地址和端口后重试。</translation>
    </message>
    <message>
        <source>The server's certificate is not trusted by this computer.</source>
        <translation>本机不信任服务器的证书。</translation>
    </message>
    <message>
        <source>No encrypted connection could be agreed on.</source>
        <translation>无法协商加密连接。</translation>
    </message>
    <message>
        <source>The server may speak plain HTTP on this port, or only an outdated version of TLS. Check the port and the scheme.</source>
        <translation>服务器在此端口上可能只支持 HTTP 明文，或只支持过时的 TLS 版本。请检查端口和协议。</translation>
    </message>
    <message>
        <source>The server points to another address.</source>
        <translation>服务器指向另一个地址。</translation>
    </message>
    <message>
        <source>The server points to another address: %1</source>
        <translation>服务器指向另一个地址：%1</translation>
    </message>
    <message>
        <source>Redirects are not followed, so that a password never goes to an address that you did not type. Enter the right address.</source>
        <translation>不会跟随重定向，以免密码被发送到您未输入的地址。请输入正确的地址。</translation>
    </message>
    <message>
        <source>This is not an address of a server.</source>
        <translation>这不是服务器地址。</translation>
    </message>
    <message>
        <source>Enter a host name, host:port, or an address that begins with https:// or http://.</source>
        <translation>请输入主机名、主机：端口，或以 https:// 或 http:// 开头的地址。</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is not the platform's API.</source>
        <translation>此地址有应答，但不是平台的 API。</translation>
    </message>
    <message>
        <source>It may be an ingress, a proxy's page or another program. Enter the address of ks-apiserver.</source>
        <translation>可能是 Ingress、代理页面或其他程序。请输入 ks-apiserver 的地址。</translation>
    </message>
    <message>
        <source>This is the address of the web console, not of the API.</source>
        <translation>这是 Web 控制台的地址，不是 API 的地址。</translation>
    </message>
    <message>
        <source>Enter the address of ks-apiserver. The console usually listens on port 30880, the API on another one; the administrator can expose it.</source>
        <translation>请输入 ks-apiserver 的地址。控制台通常监听 30880 端口，API 使用另一个端口；管理员可以将其对外暴露。</translation>
    </message>
    <message>
        <source>This is a plain Kubernetes API server.</source>
        <translation>这是一个普通的 Kubernetes API 服务器。</translation>
    </message>
    <message>
        <source>Names and passwords are checked by ks-apiserver, the platform's own API in front of it. Enter its address.</source>
        <translation>用户名和密码由其前面的平台 API（ks-apiserver）校验。请输入它的地址。</translation>
    </message>
    <message>
        <source>The server's answer could not be read.</source>
        <translation>无法读取服务器的应答。</translation>
    </message>
    <message>
        <source>It may be of a version that this program does not know, or something on the way changed the answer.</source>
        <translation>可能是本程序不了解的版本，或应答在途中被改动。</translation>
    </message>
    <message>
        <source>The server does not know this program's client id, or its secret is wrong.</source>
        <translation>服务器不认识本程序的客户端 ID，或其密钥错误。</translation>
    </message>
    <message>
        <source>Your name and password were not checked. Ask the administrator for the OAuth client and enter it under Advanced.</source>
        <translation>您的用户名和密码未被校验。请向管理员询问 OAuth 客户端并在“高级”中填写。</translation>
    </message>
    <message>
        <source>The server refused this name or password.</source>
        <translation>服务器拒绝了此用户名或密码。</translation>
    </message>
    <message>
        <source>It was sent once. After some failures the server locks the account for a while.</source>
        <translation>只发送了一次。多次失败后服务器会暂时锁定账户。</translation>
    </message>
    <message>
        <source>This account is disabled or not active yet.</source>
        <translation>此账户已停用或尚未激活。</translation>
    </message>
    <message>
        <source>The password was not the problem. Ask the administrator to activate the account.</source>
        <translation>问题不在密码。请联系管理员激活该账户。</translation>
    </message>
    <message>
        <source>This account is locked after too many failed attempts.</source>
        <translation>此账户因失败次数过多而被锁定。</translation>
    </message>
    <message>
        <source>Even the right password is refused until the lock ends, usually after ten minutes. Further attempts do not help.</source>
        <translation>锁定解除前（通常十分钟）即使密码正确也会被拒绝。继续尝试没有帮助。</translation>
    </message>
    <message>
        <source>The server does not let this client sign in with a password.</source>
        <translation>服务器不允许此客户端使用密码登录。</translation>
    </message>
    <message>
        <source>Ask the administrator to mark the OAuth client as trusted, or enter another client under Advanced.</source>
        <translation>请管理员将该 OAuth 客户端标记为受信任，或在“高级”中填写其他客户端。</translation>
    </message>
    <message>
        <source>The session has ended.</source>
        <translation>会话已结束。</translation>
    </message>
    <message>
        <source>Sign in again to go on where you were.</source>
        <translation>请重新登录，以从原处继续。</translation>
    </message>
    <message>
        <source>The server no longer accepts this session.</source>
        <translation>服务器不再接受此会话。</translation>
    </message>
    <message>
        <source>Your account is not allowed to do this.</source>
        <translation>您的账户无权执行此操作。</translation>
    </message>
    <message>
        <source>Ask the administrator for the right that is missing.</source>
        <translation>请向管理员申请缺少的权限。</translation>
    </message>
    <message>
        <source>The server does not have this.</source>
        <translation>服务器上没有此内容。</translation>
    </message>
    <message>
        <source>It may have been deleted, or the platform's component that serves it is not installed.</source>
        <translation>可能已被删除，或提供它的平台组件未安装。</translation>
    </message>
    <message>
        <source>Somebody else changed this in the meantime.</source>
        <translation>在此期间已有他人修改。</translation>
    </message>
    <message>
        <source>Read it again and repeat the change.</source>
        <translation>请重新读取后再次修改。</translation>
    </message>
    <message>
        <source>The list grew too old to be continued.</source>
        <translation>列表已过旧，无法继续读取。</translation>
    </message>
    <message>
        <source>It is read again from the start.</source>
        <translation>正在从头重新读取。</translation>
    </message>
    <message>
        <source>The server asks to slow down.</source>
        <translation>服务器要求放慢请求速度。</translation>
    </message>
    <message>
        <source>The server found the request invalid.</source>
        <translation>服务器认为请求无效。</translation>
    </message>
    <message>
        <source>The details say which part of it.</source>
        <translation>详细信息说明了是哪一部分。</translation>
    </message>
    <message>
        <source>The server failed while answering.</source>
        <translation>服务器在应答时出错。</translation>
    </message>
    <message>
        <source>This is a fault of the server; the details help its administrator. Trying again may work.</source>
        <translation>这是服务器的故障，详细信息可供管理员参考。重试可能有效。</translation>
    </message>
    <message>
        <source>The server is not available at the moment.</source>
        <translation>服务器目前不可用。</translation>
    </message>
    <message>
        <source>The keychain has no keyring yet.</source>
        <translation>密钥链中还没有密钥环。</translation>
    </message>
    <message>
        <source>Make one with your desktop's password manager to stay signed in. Until then the session stays in memory and ends with the program.</source>
        <translation>若要保持登录，请用桌面的密码管理器创建一个密钥环。在此之前，会话仅保存在内存中，随程序结束。</translation>
    </message>
    <message>
        <source>There is no keychain service on this computer.</source>
        <translation>本机没有密钥链服务。</translation>
    </message>
    <message>
        <source>The session stays in memory and ends with the program.</source>
        <translation>会话仅保存在内存中，随程序退出而结束。</translation>
    </message>
    <message>
        <source>The keychain is locked or refused access.</source>
        <translation>密钥链已锁定或拒绝访问。</translation>
    </message>
    <message>
        <source>Unlock it to stay signed in after the program ends. Until then the session stays in memory.</source>
        <translation>请将其解锁，以便在程序退出后保持登录。在此之前会话仅保存在内存中。</translation>
    </message>
    <message>
        <source>A file cannot be read.</source>
        <translation>无法读取文件。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>无法读取文件 %1。</translation>
    </message>
    <message>
        <source>Check that it is there, that you may read it, and that its content is whole.</source>
        <translation>请检查文件是否存在、是否有读取权限以及内容是否完整。</translation>
    </message>
    <message>
        <source>A file cannot be written.</source>
        <translation>无法写入文件。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
    <message>
        <source>Check that the disk is not full and that you may write there. Changes are kept until the program ends.</source>
        <translation>请检查磁盘是否已满以及是否有写入权限。更改会保留到程序退出。</translation>
    </message>
    <message>
        <source>The program came to a state that should not be possible.</source>
        <translation>程序进入了不应出现的状态。</translation>
    </message>
    <message>
        <source>Please report it with the details below.</source>
        <translation>请附上以下详细信息报告此问题。</translation>
    </message>
    <message>
        <source>Something unknown went wrong.</source>
        <translation>发生了未知错误。</translation>
    </message>
    <message>
        <source>A newer version of this program wrote the settings.</source>
        <translation>设置由本程序的更新版本写入。</translation>
    </message>
    <message>
        <source>What this version understands is used. The file as it was is kept: %1</source>
        <translation>将使用此版本能够理解的部分。原文件已保留：%1</translation>
    </message>
    <message>
        <source>The server shows another key than the one you trusted.</source>
        <translation>服务器出示的密钥与您信任的不同。</translation>
    </message>
    <message>
        <source>The server's certificate is made out to another name than %1.</source>
        <translation>服务器的证书不是颁发给 %1 的。</translation>
    </message>
    <message>
        <source>The server's certificate has expired.</source>
        <translation>服务器的证书已过期。</translation>
    </message>
    <message>
        <source>The server's certificate is not valid yet, by this computer's clock.</source>
        <translation>按本机的时钟，服务器的证书尚未生效。</translation>
    </message>
    <message>
        <source>The server's certificate vouches for itself; no authority stands behind it.</source>
        <translation>服务器的证书由自己签发，背后没有任何颁发机构。</translation>
    </message>
    <message>
        <source>The server's certificate comes from an authority that this computer does not know.</source>
        <translation>服务器的证书来自本机不认识的颁发机构。</translation>
    </message>
    <message>
        <source>The key of the server's certificate is too weak to be trusted.</source>
        <translation>服务器证书的密钥太弱，不能信任。</translation>
    </message>
    <message>
        <source>The server's certificate was revoked.</source>
        <translation>服务器的证书已被吊销。</translation>
    </message>
    <message>
        <source>Nothing was sent to the server. Look at the certificate to decide.</source>
        <translation>没有向服务器发送任何内容。请查看证书后再决定。</translation>
    </message>
    <message>
        <source>The server wants a certificate from you.</source>
        <translation>服务器要求您提供证书。</translation>
    </message>
    <message>
        <source>Choose your client certificate and its key in the connection's settings.</source>
        <translation>请在连接设置中选择您的客户端证书及其私钥。</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password, or refused those it got.</source>
        <translation>代理要求用户名和密码，或拒绝了已提供的。</translation>
    </message>
    <message>
        <source>Enter them in the connection's settings, under Proxy.</source>
        <translation>请在连接设置的“代理”中输入。</translation>
    </message>
    <message>
        <source>The proxy cannot be reached.</source>
        <translation>无法连接到代理。</translation>
    </message>
    <message>
        <source>Check its host and port in the connection's settings, under Proxy, and this computer's network.</source>
        <translation>请在连接设置的“代理”中检查其主机和端口，并检查本机的网络。</translation>
    </message>
    <message>
        <source>The proxy does not let this connection through.</source>
        <translation>代理不允许此连接通过。</translation>
    </message>
    <message>
        <source>Ask who runs the proxy to allow the server's address and port, or choose another way under Proxy.</source>
        <translation>请让代理的管理者允许该服务器的地址和端口，或在“代理”中选择其他方式。</translation>
    </message>
    <message>
        <source>The key of your client certificate is locked.</source>
        <translation>您的客户端证书的私钥已加锁。</translation>
    </message>
    <message>
        <source>The passphrase does not open the key of your client certificate.</source>
        <translation>此口令无法打开您的客户端证书的私钥。</translation>
    </message>
    <message>
        <source>Enter its passphrase in the connection's settings, under Certificates.</source>
        <translation>请在连接设置的“证书”中输入其口令。</translation>
    </message>
    <message>
        <source>Your client certificate cannot be used.</source>
        <translation>您的客户端证书无法使用。</translation>
    </message>
    <message>
        <source>The details say why. Choose the certificate and its key in the connection's settings.</source>
        <translation>详情中说明了原因。请在连接设置中选择证书及其私钥。</translation>
    </message>
    <message>
        <source>Your account may not do this in the whole cluster: %1.</source>
        <translation>您的账户无权在整个集群中执行此操作：%1。</translation>
    </message>
    <message>
        <source>Your account may not do this in the namespace %2: %1.</source>
        <translation>您的账户无权在命名空间 %2 中执行此操作：%1。</translation>
    </message>
    <message>
        <source>The server refused this name and password before.</source>
        <translation>服务器此前已拒绝过这个用户名和密码。</translation>
    </message>
    <message>
        <source>They were not sent again, because failures lock the account. Type another password.</source>
        <translation>没有再次发送，因为失败次数过多会锁定账户。请输入另一个密码。</translation>
    </message>
    <message>
        <source>This private key does not belong to your client certificate.</source>
        <translation>这个私钥不属于您的客户端证书。</translation>
    </message>
    <message>
        <source>Choose the key that the certificate was made for, or the certificate of this key, in the connection's settings.</source>
        <translation>请在连接设置中选择该证书对应的私钥，或该私钥对应的证书。</translation>
    </message>
<message>
        <source>The keychain has not answered yet.</source>
        <translation>密钥环尚未应答。</translation>
    </message>
    <message>
        <source>It may be waiting for you to unlock it: look for its window. What it holds is left as it is.</source>
        <translation>它可能在等待您解锁：请查看是否有它的窗口。其中保存的内容不受影响。</translation>
    </message>
<message>
        <source>A newer version of this program wrote the saved connections.</source>
        <translation>已保存的连接由本程序的更新版本写入。</translation>
    </message>
</context>
<context>
    <name>sk::ui::ExposeDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>Open a &amp;node port…</source>
        <translation>打开节点端口(&amp;N)…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Connection from a kubeconfig</source>
        <translation>从 kubeconfig 创建连接</translation>
    </message>
    <message>
        <source>With a kubeconfig this program finds the platform's API in the cluster, shows at which addresses it answers, and can open a node port for it. The keys in the kubeconfig are used for that alone and are not kept.</source>
        <translation>本程序可以用 kubeconfig 在集群中找到平台的 API，显示它在哪些地址应答，并能为它打开一个节点端口。kubeconfig 中的密钥仅用于此，不会保留。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>or paste its text here</source>
        <translation>或将其文本粘贴到这里</translation>
    </message>
    <message>
        <source>Text of a kubeconfig</source>
        <translation>kubeconfig 的文本</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文本(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation>上下文(&amp;C)</translation>
    </message>
    <message>
        <source>Choose a kubeconfig</source>
        <translation>选择 kubeconfig</translation>
    </message>
    <message>
        <source>Addresses of the API</source>
        <translation>API 的地址</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>The patch:</source>
        <translation>补丁：</translation>
    </message>
    <message>
        <source>The same as a command:</source>
        <translation>等效的命令：</translation>
    </message>
    <message>
        <source>From then on whoever reaches a node of this cluster reaches the API's port. Names and passwords travel over it in clear unless the API speaks TLS.</source>
        <translation>此后凡是能访问该集群节点的人都能访问 API 的端口。除非 API 使用 TLS，否则用户名和密码将以明文传输。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>context, server</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>This context signs in with “%1”, which this program does not do: it starts no other programs for a kubeconfig. Choose a context with a client certificate or a token.</source>
        <translation>此上下文通过“%1”登录，本程序不支持：它不会为 kubeconfig 启动其他程序。请选择使用客户端证书或令牌的上下文。</translation>
    </message>
    <message>
        <source>&amp;Find the API</source>
        <translation>查找 API(&amp;F)</translation>
    </message>
    <message>
        <source>The type of the Service ks-apiserver in the namespace %1 will change from %2 to NodePort.</source>
        <translation>命名空间 %1 中的 Service ks-apiserver 的类型将从 %2 改为 NodePort。</translation>
    </message>
    <message>
        <source>&amp;Change the Service</source>
        <translation>更改 Service(&amp;C)</translation>
    </message>
    <message>
        <source>%1 (node port %2)</source>
        <translation>%1（节点端口 %2）</translation>
    </message>
    <message>
        <source>Service ks-apiserver in the namespace %1: type %2, port %3, cluster address %4.</source>
        <translation>命名空间 %1 中的 Service ks-apiserver：类型 %2，端口 %3，集群地址 %4。</translation>
    </message>
    <message>
        <source>Looking for the Service…</source>
        <translation>正在查找 Service…</translation>
    </message>
    <message>
        <source>Changing the Service…</source>
        <translation>正在更改 Service…</translation>
    </message>
    <message>
        <source>Waiting for the port to answer…</source>
        <translation>正在等待端口应答…</translation>
    </message>
    <message>
        <source>The port is open, but no address of a node is known.</source>
        <translation>端口已打开，但不知道任何节点的地址。</translation>
    </message>
    <message>
        <source>From outside the cluster the API has no address yet. A node port gives it one on every node.</source>
        <translation>API 目前在集群外没有地址。节点端口会让它在每个节点上都有一个地址。</translation>
    </message>
    <message>
        <source>Asking which addresses answer…</source>
        <translation>正在询问哪些地址应答…</translation>
    </message>
    <message>
        <source>&amp;Use this address</source>
        <translation>使用此地址(&amp;U)</translation>
    </message>
    <message>
        <source>asking…</source>
        <translation>询问中…</translation>
    </message>
<message>
        <source>The addresses of the nodes are not known: this kubeconfig may not read nodes.</source>
        <translation>节点地址未知：此 kubeconfig 无权读取节点。</translation>
    </message>
    <message numerus="yes">
        <source>Addresses of the nodes: %1; and %n more.</source>
        <translation>
            <numerusform>节点地址：%1；另有 %n 个节点。</numerusform>
        </translation>
    </message>
    <message>
        <source>Addresses of the nodes: %1.</source>
        <translation>节点地址：%1。</translation>
    </message>
    <message>
        <source>This context turns the checking of the cluster's certificate off (insecure-skip-tls-verify). This program checks it all the same, so that nobody in between gets the keys: without the cluster's CA in the kubeconfig it will not connect.</source>
        <translation>此上下文关闭了对集群证书的校验（insecure-skip-tls-verify）。本程序仍会校验，以免密钥落入中间人之手：如果 kubeconfig 中没有集群的 CA，将无法连接。</translation>
    </message>
</context>
<context>
    <name>sk::ui::FilterHelp</name>
    <message>
        <source>How to filter</source>
        <translation>如何筛选</translation>
    </message>
</context>
<context>
    <name>sk::ui::ListHeader</name>
    <message>
        <source>Filter %1</source>
        <translation>筛选%1</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on reading where it was stopped</source>
        <translation>从停下的地方继续读取</translation>
    </message>
    <message>
        <source>Stop reading; the rows that came stay</source>
        <translation>停止读取，已读到的行会保留</translation>
    </message>
    <message>
        <source>asking the server</source>
        <translation>正在询问服务器</translation>
    </message>
    <message>
        <source>reading the new columns</source>
        <translation>正在读取新列</translation>
    </message>
    <message>
        <source>%1: %2 of about %3</source>
        <translation>%1：%2 / 约 %3</translation>
    </message>
    <message>
        <source>Filter: words, -not, restarts&gt;5, age&lt;1h</source>
        <translation>筛选：词、-排除、restarts&gt;5、age&lt;1h</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Save this list as a view, with its columns, order, filter and namespaces</source>
        <translation>将此列表保存为视图，包括列、排序、筛选和命名空间</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>sk::ui::ListState</name>
    <message>
        <source>%1 of about %2 read</source>
        <translation>已读取 %1，共约 %2</translation>
    </message>
    <message>
        <source>%1B so far</source>
        <translation>目前 %1B</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
    <message>
        <source>The filter "%1" hides all %2 %3.</source>
        <translation>筛选“%1”隐藏了全部 %2 个%3。</translation>
    </message>
    <message>
        <source>Nothing in these namespaces</source>
        <translation>这些命名空间中没有内容</translation>
    </message>
    <message>
        <source>There are %1 %2 in others.</source>
        <translation>其他命名空间中有 %1 个%2。</translation>
    </message>
    <message>
        <source>The server has no %1 for the filter "%2".</source>
        <translation>服务器上没有符合筛选条件“%2”的%1。</translation>
    </message>
    <message>
        <source>Reading was stopped</source>
        <translation>已停止读取</translation>
    </message>
    <message>
        <source>Nothing had arrived until then.</source>
        <translation>在此之前没有收到任何内容。</translation>
    </message>
    <message>
        <source>No %1</source>
        <translation>没有%1</translation>
    </message>
    <message>
        <source>There are none in the chosen namespaces.</source>
        <translation>所选命名空间中没有内容。</translation>
    </message>
    <message>
        <source>The server has none that you may see.</source>
        <translation>服务器上没有您可以查看的内容。</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取%1</translation>
    </message>
    <message>
        <source>The rows below are as of %1.</source>
        <translation>以下内容截至 %1。</translation>
    </message>
    <message>
        <source>Not all namespaces are shown.</source>
        <translation>未显示所有命名空间。</translation>
    </message>
    <message>
        <source>There is no right to list %1 in: %2</source>
        <translation>没有在以下范围列出%1的权限：%2</translation>
    </message>
    <message>
        <source>The server could not be asked for what the filter lets through.</source>
        <translation>无法请服务器只返回筛选允许的内容。</translation>
    </message>
    <message>
        <source>The new columns could not be read.</source>
        <translation>无法读取新的列。</translation>
    </message>
    <message>
        <source>All rows are filtered here.</source>
        <translation>所有行都在此处筛选。</translation>
    </message>
    <message>
        <source>The rows below are the ones of before.</source>
        <translation>下面显示的仍是之前的行。</translation>
    </message>
<message>
        <source>The filter "%1" asks for use, which is not measured where there are more than %2 %3. Choose a namespace to have fewer.</source>
        <translation>筛选“%1”需要用量数据，而超过 %2 个%3时不测量用量。请选择命名空间以减少数量。</translation>
    </message>
</context>
<context>
    <name>sk::ui::ListWords</name>
    <message>
        <source>As of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>What is shown was true at %1.</source>
        <translation>显示的是 %1 时的状态。</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>尚未读取</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读取中</translation>
    </message>
    <message>
        <source>The list is being read in pages; rows appear as they arrive.</source>
        <translation>列表正在分页读取，读到的行会立即显示。</translation>
    </message>
    <message>
        <source>Partial %1 of %2</source>
        <translation>部分：%1 / %2</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Reading was stopped before the end: rows are missing.</source>
        <translation>读取在结束前被停止，缺少部分行。</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Changes appear as they happen.</source>
        <translation>变化会即时显示。</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>正在同步</translation>
    </message>
    <message>
        <source>Polling every %1 s</source>
        <translation>每 %1 秒轮询</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>正在重新连接</translation>
    </message>
    <message>
        <source>Reconnecting since %1</source>
        <translation>自 %1 起重新连接</translation>
    </message>
    <message>
        <source>Waiting for the session</source>
        <translation>等待会话</translation>
    </message>
    <message>
        <source>The session is not accepted at present.</source>
        <translation>服务器目前不接受此会话。</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>of about %1 read</source>
        <translation>（共约 %1）已读取</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读取</translation>
    </message>
    <message>
        <source>match</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>of %1 %2 match</source>
        <translation>/ %1 个%2匹配</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>need a look</source>
        <translation>需要关注</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 / %2 行</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>%1, complete</source>
        <translation>%1，完整</translation>
    </message>
    <message>
        <source>%1, not all</source>
        <translation>%1，不完整</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>The server cannot be reached since %1.</source>
        <translation>自 %1 起无法连接到服务器。</translation>
    </message>
    <message>
        <source>The Kubernetes API was refused; the platform's own list cannot be watched, so it is read again and again.</source>
        <translation>Kubernetes API 拒绝了请求；平台自己的列表无法监视，因此会反复读取。</translation>
    </message>
    <message>
        <source>The list is not watched at present, but read again and again.</source>
        <translation>该列表目前没有被监视，而是反复读取。</translation>
    </message>
    <message>
        <source>Not allowed in: %1.</source>
        <translation>无权限：%1。</translation>
    </message>
    <message>
        <source>The others: %1.</source>
        <translation>其余：%1。</translation>
    </message>
    <message numerus="yes">
        <source>Forbidden in %1 of %n namespace(s)</source>
        <translation>
            <numerusform>%n 个命名空间中有 %1 个无权限</numerusform>
        </translation>
    </message>
<message>
        <source>use is not measured above %1</source>
        <translation>超过 %1 个时不测量用量</translation>
    </message>
</context>
<context>
    <name>sk::ui::LockPage</name>
    <message>
        <source>%1 is locked. Pages, filters and selection are kept; no token is in memory.</source>
        <translation>%1 已锁定。页面、筛选和选择均已保留；内存中没有令牌。</translation>
    </message>
</context>
<context>
    <name>sk::ui::MainMenu</name>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Lock by &amp;itself</source>
        <translation>自动锁定(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Not after any time</source>
        <translation>不按时间锁定(&amp;N)</translation>
    </message>
    <message numerus="yes">
        <source>After %n minute(s) without use</source>
        <translation>
            <numerusform>%n 分钟未使用后</numerusform>
        </translation>
    </message>
    <message>
        <source>With the &amp;screen</source>
        <translation>随屏幕锁定(&amp;S)</translation>
    </message>
</context>
<context>
    <name>sk::ui::NamespaceChooser</name>
    <message>
        <source>Use "%1"</source>
        <translation>使用“%1”</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>all (%1)</source>
        <translation>全部 （%1）</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 等另外 %2 个</translation>
    </message>
    <message>
        <source>namespaces: %1</source>
        <translation>命名空间：%1</translation>
    </message>
    <message>
        <source>Objects of all namespaces are shown</source>
        <translation>显示所有命名空间的对象</translation>
    </message>
    <message>
        <source>Type to narrow</source>
        <translation>输入以缩小范围</translation>
    </message>
    <message>
        <source>Namespaces that contain</source>
        <translation>名称包含以下内容的命名空间</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Show all namespaces</source>
        <translation>显示所有命名空间</translation>
    </message>
    <message>
        <source>Space ticks, Enter chooses, Esc closes</source>
        <translation>空格勾选，Enter 选择，Esc 关闭</translation>
    </message>
</context>
<context>
    <name>sk::ui::NavigationEntries</name>
    <message>
        <source>There is no right to list %1.</source>
        <translation>没有列出%1的权限。</translation>
    </message>
    <message>
        <source>%1, view</source>
        <translation>%1，视图</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n kind(s)</source>
        <translation>
            <numerusform>%1，%n 种类型</numerusform>
        </translation>
    </message>
    <message>
        <source>What %1 has is not known. %2 Press Enter to ask again.</source>
        <translation>不知道 %1 有哪些资源。%2按 Enter 再次询问。</translation>
    </message>
    <message>
        <source>Other kinds</source>
        <translation>其他类型</translation>
    </message>
</context>
<context>
    <name>sk::ui::NavigationPane</name>
    <message>
        <source>Kinds of objects</source>
        <translation>对象类型</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open in a new tab</source>
        <translation>在新标签页中打开</translation>
    </message>
    <message>
        <source>Remove from the favourites</source>
        <translation>从收藏中移除</translation>
    </message>
    <message>
        <source>Add to the favourites</source>
        <translation>添加到收藏</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再次询问</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>全部展开</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>Find a kind</source>
        <translation>查找类型</translation>
    </message>
    <message>
        <source>Ask the server for its kinds again</source>
        <translation>再次向服务器询问资源类型</translation>
    </message>
<message>
        <source>There is no right to list %1.</source>
        <translation>没有列出%1的权限。</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n kind(s)</source>
        <translation>
            <numerusform>%1，%n 种类型</numerusform>
        </translation>
    </message>
    <message>
        <source>What %1 has is not known. %2 Press Enter to ask again.</source>
        <translation>不知道 %1 有哪些资源。%2按 Enter 再次询问。</translation>
    </message>
    <message>
        <source>Other kinds</source>
        <translation>其他类型</translation>
    </message>
    <message>
        <source>%1, view</source>
        <translation>%1，视图</translation>
    </message>
</context>
<context>
    <name>sk::ui::PageTabs</name>
    <message>
        <source>Open pages</source>
        <translation>打开的页面</translation>
    </message>
</context>
<context>
    <name>sk::ui::PasswordChangeDialog</name>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>The account %1 still has the password that it was made with. Choose your own; the web console can do it as well.</source>
        <translation>账户 %1 仍在使用创建时的密码。请设置您自己的密码；也可以在 Web 控制台中修改。</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>8 to 64 characters</source>
        <translation>8 到 64 个字符</translation>
    </message>
    <message>
        <source>an upper-case letter (A to Z)</source>
        <translation>一个大写字母（A 到 Z）</translation>
    </message>
    <message>
        <source>a lower-case letter (a to z)</source>
        <translation>一个小写字母（a 到 z）</translation>
    </message>
    <message>
        <source>a digit</source>
        <translation>一个数字</translation>
    </message>
    <message>
        <source>typed twice alike</source>
        <translation>两次输入一致</translation>
    </message>
    <message>
        <source>Changing the password…</source>
        <translation>正在修改密码…</translation>
    </message>
    <message>
        <source>The present password is not right. Nothing was changed.</source>
        <translation>当前密码不正确。未做任何更改。</translation>
    </message>
    <message>
        <source>This changes the account on the production server %1.</source>
        <translation>这将更改生产服务器 %1 上的账户。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The password was changed. The mark that asks for a new one could not be removed, so the server will ask again; the administrator can remove it.</source>
        <translation>密码已修改。“须修改密码”的标记未能移除，因此服务器还会再次提示；管理员可以移除它。</translation>
    </message>
</context>
<context>
    <name>sk::ui::PasswordEdit</name>
    <message>
        <source>Hide password</source>
        <translation>隐藏密码</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>显示密码</translation>
    </message>
</context>
<context>
    <name>sk::ui::SessionBar</name>
    <message>
        <source>Password for %1</source>
        <translation>%1 的密码</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Other user…</source>
        <translation>其他用户…</translation>
    </message>
    <message>
        <source>Change it…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Memory only</source>
        <translation>仅保存在内存中</translation>
    </message>
    <message>
        <source>Continue, possible in %1</source>
        <translation>继续，%1 后可用</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Look at it…</source>
        <translation>查看…</translation>
    </message>
</context>
<context>
    <name>sk::ui::SessionNotice</name>
    <message>
        <source>The session has expired.</source>
        <translation>会话已过期。</translation>
    </message>
    <message>
        <source>Signed in elsewhere, or the server restarted.</source>
        <translation>已在别处登录，或服务器已重启。</translation>
    </message>
    <message>
        <source>The account is disabled, or was deleted.</source>
        <translation>该账户已被停用或删除。</translation>
    </message>
    <message>
        <source>The server no longer accepts this session.</source>
        <translation>服务器不再接受此会话。</translation>
    </message>
    <message>
        <source>This password was refused at %1.</source>
        <translation>此密码已于 %1 被拒绝。</translation>
    </message>
    <message>
        <source>It was not sent again: failures lock the account.</source>
        <translation>未再次发送：失败次数过多会锁定账户。</translation>
    </message>
    <message>
        <source>The server refused this password.</source>
        <translation>服务器拒绝了此密码。</translation>
    </message>
    <message>
        <source>The account is blocked until %1.</source>
        <translation>该账户被锁定至 %1。</translation>
    </message>
    <message>
        <source>Until then even the right password is refused, so none is sent.</source>
        <translation>在此之前正确的密码也会被拒绝，因此不会发送任何密码。</translation>
    </message>
    <message>
        <source>The block of the account should be over.</source>
        <translation>账户锁定应已结束。</translation>
    </message>
    <message>
        <source>What you see stays; nothing is lost.</source>
        <translation>所见内容保持不变，没有丢失任何内容。</translation>
    </message>
    <message>
        <source>The account is disabled.</source>
        <translation>该账户已停用。</translation>
    </message>
    <message>
        <source>The password was not the problem. The administrator can activate the account.</source>
        <translation>问题不在密码。管理员可以启用该账户。</translation>
    </message>
    <message>
        <source>Locked.</source>
        <translation>已锁定。</translation>
    </message>
    <message>
        <source>Nothing is lost; the password opens it again.</source>
        <translation>没有丢失任何内容；输入密码即可重新打开。</translation>
    </message>
    <message>
        <source>What you see is as of %1; nothing is lost.</source>
        <translation>所见内容截至 %1，没有任何丢失。</translation>
    </message>
    <message numerus="yes">
        <source>You stay signed in. Tried again in %n second(s).</source>
        <translation>
            <numerusform>您仍处于登录状态。%n 秒后重试。</numerusform>
        </translation>
    </message>
    <message>
        <source>You stay signed in. Trying again…</source>
        <translation>您仍处于登录状态。正在重试…</translation>
    </message>
    <message>
        <source>Waiting for the keychain.</source>
        <translation>正在等待密钥环。</translation>
    </message>
    <message>
        <source>%1 has not answered yet; it may be asking for its own password.</source>
        <translation>%1 尚未响应；它可能正在询问自己的密码。</translation>
    </message>
    <message>
        <source>The keychain did not answer.</source>
        <translation>密钥环没有响应。</translation>
    </message>
    <message>
        <source>You stay signed in until the program ends. Nothing was written to a file.</source>
        <translation>在程序结束前您保持登录状态。没有任何内容写入文件。</translation>
    </message>
    <message>
        <source>You have no account on this server yet.</source>
        <translation>您在此服务器上还没有账户。</translation>
    </message>
    <message>
        <source>You signed in through another service. Open the web console once to choose a user name, then sign in again here.</source>
        <translation>您是通过其他服务登录的。请先打开一次 Web 控制台选择用户名，然后在此重新登录。</translation>
    </message>
    <message>
        <source>The password must be changed.</source>
        <translation>必须修改密码。</translation>
    </message>
    <message>
        <source>The account still has the password that it was made with.</source>
        <translation>该账户仍在使用创建时的密码。</translation>
    </message>
    <message>
        <source>It is not sent again: failures lock the account.</source>
        <translation>不会再次发送：失败次数过多会锁定账户。</translation>
    </message>
    <message>
        <source>Nothing was sent to it. You stay signed in; look at the certificate to decide.</source>
        <translation>没有向它发送任何内容。您仍处于登录状态；请查看证书后再决定。</translation>
    </message>
    <message>
        <source>This connection is read only: change it in the web console.</source>
        <translation>此连接为只读：请在 Web 控制台中修改密码。</translation>
    </message>
</context>
<context>
    <name>sk::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>In lists</source>
        <translation>在列表中</translation>
    </message>
    <message>
        <source>Go to one of the first nine kinds</source>
        <translation>转到前九个类型之一</translation>
    </message>
    <message>
        <source>Ctrl+1 … Ctrl+9</source>
        <translation>Ctrl+1 … Ctrl+9</translation>
    </message>
    <message>
        <source>Show the details of the row</source>
        <translation>显示该行的详情</translation>
    </message>
    <message>
        <source>Clear the filter, or close the details</source>
        <translation>清除筛选，或关闭详情</translation>
    </message>
    <message>
        <source>From the filter down to the rows</source>
        <translation>从筛选框移到各行</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Open the menu</source>
        <translation>打开菜单</translation>
    </message>
<message>
        <source>While choosing columns</source>
        <translation>选择列时</translation>
    </message>
    <message>
        <source>Show or hide the column</source>
        <translation>显示或隐藏该列</translation>
    </message>
    <message>
        <source>Move it up or down</source>
        <translation>上移或下移该列</translation>
    </message>
    <message>
        <source>Make it narrower or wider</source>
        <translation>调窄或调宽该列</translation>
    </message>
    <message>
        <source>Take out one of your own</source>
        <translation>移除自己添加的列</translation>
    </message>
</context>
<context>
    <name>sk::ui::SignInDialog</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Open demo cluster</source>
        <translation>打开演示集群</translation>
    </message>
    <message>
        <source>This password was refused. Change it to try again.</source>
        <translation>此密码已被拒绝。请修改后重试。</translation>
    </message>
    <message>
        <source>Looking for the keychain…</source>
        <translation>正在查找密钥链…</translation>
    </message>
    <message>
        <source>The session goes to %1, the password nowhere.</source>
        <translation>会话保存到%1，密码不会保存。</translation>
    </message>
    <message>
        <source>KubeSphere-compatible API %1</source>
        <translation>兼容 KubeSphere 的 API %1</translation>
    </message>
    <message>
        <source>KubeSphere-compatible API %1, Kubernetes %2</source>
        <translation>兼容 KubeSphere 的 API %1，Kubernetes %2</translation>
    </message>
    <message>
        <source>The session stays in memory only. %1</source>
        <translation>会话仅保存在内存中。%1</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>%1 · certificate pinned</source>
        <comment>server</comment>
        <translation>%1 · 证书已固定</translation>
    </message>
<message>
        <source>Sign in, possible in %1</source>
        <translation>登录，%1 后可用</translation>
    </message>
</context>
<context>
    <name>sk::ui::SignInForm</name>
    <message>
        <source>Looking at the server…</source>
        <translation>正在检测服务器…</translation>
    </message>
    <message>
        <source>The connection to %1 is not encrypted: whoever is on the way can read the password. Use https:// if the server has it.</source>
        <translation>到 %1 的连接未加密：途中的任何人都能读取密码。如果服务器支持，请使用 https://。</translation>
    </message>
    <message>
        <source>Demo cluster</source>
        <translation>演示集群</translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <translation>登录到 %1</translation>
    </message>
    <message>
        <source>Sign in to a cluster</source>
        <translation>登录到集群</translation>
    </message>
    <message>
        <source>A small company's cluster that lives inside this program: nodes, workloads and faults to try everything with. Nothing leaves this computer, and nothing is kept when the program ends.</source>
        <translation>一个运行在本程序内的小公司集群：有节点、工作负载和故障，可用来尝试各项功能。数据不会离开本机，程序退出后不保留任何内容。</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>服务器(&amp;S)</translation>
    </message>
    <message>
        <source>host, host:port or https://…</source>
        <translation>主机、主机：端口 或 https://…</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Caps Lock seems to be on.</source>
        <translation>大写锁定似乎已开启。</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>保持登录(&amp;K)</translation>
    </message>
    <message>
        <source>Advanced: name, environment, API domain, client, certificates, proxy…</source>
        <translation>高级：名称、环境、API 域、客户端、证书、代理…</translation>
    </message>
</context>
<context>
    <name>sk::ui::SignOutQuestion</name>
    <message>
        <source>Sign out everywhere</source>
        <translation>在所有位置退出登录</translation>
    </message>
    <message>
        <source>End every session of %1?</source>
        <translation>结束 %1 的所有会话？</translation>
    </message>
    <message>
        <source>This server cannot end other sessions of %1.</source>
        <translation>此服务器无法结束 %1 的其他会话。</translation>
    </message>
    <message>
        <source>The web console in your browser and this program on other computers are signed out too, and whatever uses a token of this user stops.</source>
        <translation>浏览器中的 Web 控制台和其他计算机上的本程序也会退出登录，使用该用户令牌的一切都会停止工作。</translation>
    </message>
    <message>
        <source>It ends the one session that it is shown. Signing out here ends the session of this program, on the server too; the browser stays signed in.</source>
        <translation>它只会结束所出示的那个会话。在此退出登录会结束本程序的会话，服务器端也是如此；浏览器保持登录。</translation>
    </message>
    <message>
        <source>Forget on this computer</source>
        <translation>在此计算机上忘记</translation>
    </message>
</context>
<context>
    <name>sk::ui::StatusArea</name>
    <message>
        <source>not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>connected, renewing the session</source>
        <translation>已连接，正在续期会话</translation>
    </message>
    <message>
        <source>signing in</source>
        <translation>正在登录</translation>
    </message>
    <message>
        <source>no connection to the server</source>
        <translation>与服务器无连接</translation>
    </message>
    <message>
        <source>session refused</source>
        <translation>会话被拒绝</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>已退出登录</translation>
    </message>
    <message>
        <source>KubeSphere API %1</source>
        <translation>KubeSphere API %1</translation>
    </message>
    <message>
        <source>Kubernetes %1</source>
        <translation>Kubernetes %1</translation>
    </message>
    <message>
        <source>session until %1, renews by itself</source>
        <translation>会话有效至 %1，会自动续期</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>kept in %1</source>
        <translation>保存在 %1</translation>
    </message>
    <message>
        <source>in memory only</source>
        <translation>仅在内存中</translation>
    </message>
</context>
<context>
    <name>sk::ui::SupportDialog</name>
    <message>
        <source>Support report</source>
        <translation>支持报告</translation>
    </message>
    <message>
        <source>This is all that the report holds: versions, settings, timings and the log. Tokens, names and addresses are replaced; read it all the same, and delete what you do not want to give away. Nothing leaves this computer until you send it.</source>
        <translation>报告的全部内容如下：版本、设置、计时和日志。令牌、名称和地址均已替换；仍请通读，并删除您不愿透露的内容。在您自行发送之前，任何内容都不会离开这台计算机。</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save the support report</source>
        <translation>保存支持报告</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>sk::ui::TopBar</name>
    <message>
        <source>Not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>已登录为 %1</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>菜单 (F10)</translation>
    </message>
    <message>
        <source>PRODUCTION</source>
        <translation>生产环境</translation>
    </message>
    <message>
        <source>TEST</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>DEVELOPMENT</source>
        <translation>开发环境</translation>
    </message>
    <message>
        <source>Go to kind, view, object or action</source>
        <translation>转到资源类型、视图、对象或操作</translation>
    </message>
    <message>
        <source>Go to… (Ctrl+K)</source>
        <translation>转到… (Ctrl+K)</translation>
    </message>
    <message>
        <source>READ ONLY</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>NOT ENCRYPTED</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>This connection is plain http: whoever is on the way can read everything, the password too.</source>
        <translation>此连接使用明文 http：途中任何人都能读取一切，包括密码。</translation>
    </message>
</context>
<context>
    <name>sk::ui::TrustDialog</name>
    <message>
        <source>The server's key has changed</source>
        <translation>服务器的密钥已更改</translation>
    </message>
    <message>
        <source>Certificate that is not trusted</source>
        <translation>不受信任的证书</translation>
    </message>
    <message>
        <source>%1 shows another key than the one you trusted.</source>
        <translation>%1 出示的密钥与您信任的不同。</translation>
    </message>
    <message>
        <source>No authority that this computer knows vouches for %1.</source>
        <translation>本机认识的颁发机构中没有一个为 %1 作保。</translation>
    </message>
    <message>
        <source>Nothing was sent to it: no name, no password.</source>
        <translation>没有向它发送任何内容：没有用户名，也没有密码。</translation>
    </message>
    <message>
        <source>What you trusted</source>
        <translation>您信任的</translation>
    </message>
    <message>
        <source>What it shows now</source>
        <translation>它现在出示的</translation>
    </message>
    <message>
        <source>Ask the administrator, by another way than this network, whether the key was replaced, and compare the fingerprints.</source>
        <translation>请通过此网络以外的途径询问管理员密钥是否已更换，并比对指纹。</translation>
    </message>
    <message>
        <source>Ask the administrator for the fingerprint of the key and compare it, group by group. The key you trust here is trusted for this connection alone.</source>
        <translation>请向管理员索取密钥的指纹并逐组比对。您在此信任的密钥仅对此连接有效。</translation>
    </message>
    <message>
        <source>To trust the &amp;new key, type the server's name, %1:</source>
        <translation>若要信任新密钥，请输入服务器的名称 %1(&amp;N)：</translation>
    </message>
    <message>
        <source>The server's name</source>
        <translation>服务器的名称</translation>
    </message>
    <message>
        <source>&amp;Trust the new key</source>
        <translation>信任新密钥(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Trust this certificate for this connection</source>
        <translation>为此连接信任此证书(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Import the authority “%1”</source>
        <translation>导入颁发机构“%1”(&amp;I)</translation>
    </message>
    <message>
        <source>N&amp;o, do not connect</source>
        <translation>否，不连接(&amp;O)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>证书链</translation>
    </message>
    <message>
        <source>&amp;Chain, the server's own first</source>
        <translation>证书链，服务器自己的在前(&amp;C)</translation>
    </message>
</context>
<context>
    <name>sk::ui::ViewDialog</name>
    <message>
        <source>Of the kind</source>
        <translation>资源类型的图标</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>对勾</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>钥匙</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Gear</source>
        <translation>齿轮</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>放大镜</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Icon</source>
        <translation>图标(&amp;I)</translation>
    </message>
</context>
<context>
    <name>sk::ui::WelcomePage</name>
    <message>
        <source>Restoring the session…</source>
        <translation>正在恢复会话…</translation>
    </message>
    <message>
        <source>Sign in to see a cluster.</source>
        <translation>登录以查看集群。</translation>
    </message>
    <message>
        <source>Sign in instead…</source>
        <translation>改为登录…</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
<message numerus="yes">
        <source>Tried again in %n second(s).</source>
        <translation>
            <numerusform>%n 秒后重试。</numerusform>
        </translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>正在重试…</translation>
    </message>
    <message>
        <source>Waiting for %1…</source>
        <translation>正在等待 %1…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
</context>
<context>
    <name>sk::ui::WindowActions</name>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
</context>
<context>
    <name>sk::ui::WorkspaceChooser</name>
    <message>
        <source>All workspaces</source>
        <translation>所有企业空间</translation>
    </message>
    <message>
        <source>workspace: %1</source>
        <translation>企业空间：%1</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Objects of all workspaces are shown</source>
        <translation>显示所有企业空间的对象</translation>
    </message>
    <message>
        <source>Only the namespaces of the workspace %1 are shown</source>
        <translation>只显示企业空间 %1 的命名空间</translation>
    </message>
</context>
<context>
    <name>sk::widgets::BreakingLabel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>sk::widgets::ColumnChooser</name>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Find a column, a label or a field</source>
        <translation>查找列、标签或字段</translation>
    </message>
    <message>
        <source>Find or add a column</source>
        <translation>查找或添加列</translation>
    </message>
    <message>
        <source>A word finds columns. label:team, annotation:owner or {.spec.nodeName} and Enter add one.</source>
        <translation>输入文字查找列。输入 label:team、annotation:owner 或 {.spec.nodeName} 后按 Enter 添加一列。</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Space shows or hides, Ctrl+Up and Ctrl+Down move, Delete takes out</source>
        <translation>空格显示或隐藏，Ctrl+Up 和 Ctrl+Down 移动，Delete 移除</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
<message>
        <source>Space shows or hides, Ctrl+Up and Ctrl+Down move, Ctrl+Left and Ctrl+Right make narrower and wider, Delete takes out</source>
        <translation>空格显示或隐藏，Ctrl+Up 和 Ctrl+Down 移动，Ctrl+Left 和 Ctrl+Right 调窄或调宽，Delete 移除</translation>
    </message>
    </context>
<context>
    <name>sk::widgets::FilterChip</name>
    <message>
        <source>on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Filter part %1, %2</source>
        <translation>筛选项 %1，%2</translation>
    </message>
    <message>
        <source>Click or Space switches it off, Backspace removes it, Enter edits it</source>
        <translation>点击或按空格停用，Backspace 移除，回车编辑</translation>
    </message>
    <message>
        <source>Click or Space switches it on, Backspace removes it, Enter edits it</source>
        <translation>点击或按空格启用，Backspace 移除，回车编辑</translation>
    </message>
</context>
<context>
    <name>sk::widgets::FreshnessChip</name>
    <message>
        <source>Freshness</source>
        <translation>新鲜度</translation>
    </message>
</context>
<context>
    <name>sk::widgets::ProgressLine</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>%1 percent</source>
        <translation>百分之 %1</translation>
    </message>
</context>
<context>
    <name>sk::widgets::SearchField</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear the filter (Esc)</source>
        <translation>清除筛选 (Esc)</translation>
    </message>
    <message>
        <source>How to filter</source>
        <translation>如何筛选</translation>
    </message>
    <message>
        <source>How to filter (F1)</source>
        <translation>如何筛选 (F1)</translation>
    </message>
</context>
<context>
    <name>sk::widgets::StateView</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>错误的详细信息</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>sk::widgets::TableView</name>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
</context>
<context>
    <name>sk::widgets::YamlView</name>
    <message>
        <source>YAML</source>
        <translation>YAML</translation>
    </message>
    <message>
        <source>Show as column</source>
        <translation>显示为列</translation>
    </message>
</context>
<context>
    <name>sk::ui::CertificatesPage</name>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>证书 (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>CA &amp;file</source>
        <translation>CA 文件(&amp;F)</translation>
    </message>
    <message>
        <source>Choose a CA file</source>
        <translation>选择 CA 文件</translation>
    </message>
    <message>
        <source>only the computer's own authorities</source>
        <translation>仅本机信任的机构</translation>
    </message>
    <message>
        <source>Forget &amp;them</source>
        <translation>移除它们(&amp;T)</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>Forget &amp;it</source>
        <translation>移除(&amp;I)</translation>
    </message>
    <message>
        <source>Trusted key</source>
        <translation>信任的密钥</translation>
    </message>
    <message>
        <source>Client certi&amp;ficate</source>
        <translation>客户端证书(&amp;F)</translation>
    </message>
    <message>
        <source>Choose your certificate</source>
        <translation>选择您的证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.p12 *.pfx)</source>
        <translation>证书 (*.pem *.crt *.cer *.p12 *.pfx)</translation>
    </message>
    <message>
        <source>none; PEM or PKCS#12</source>
        <translation>无；PEM 或 PKCS#12</translation>
    </message>
    <message>
        <source>Its &amp;key</source>
        <translation>其私钥(&amp;K)</translation>
    </message>
    <message>
        <source>Choose the private key</source>
        <translation>选择私钥</translation>
    </message>
    <message>
        <source>Keys (*.pem *.key)</source>
        <translation>私钥 (*.pem *.key)</translation>
    </message>
    <message>
        <source>in the certificate's file</source>
        <translation>在证书文件中</translation>
    </message>
    <message>
        <source>Pass&amp;phrase</source>
        <translation>口令(&amp;P)</translation>
    </message>
    <message>
        <source>Passphrase of the key</source>
        <translation>私钥的口令</translation>
    </message>
    <message>
        <source>if the key has one; goes to the keychain or stays in memory</source>
        <translation>如果私钥有口令；存入密钥链或仅留在内存中</translation>
    </message>
    <message>
        <source>none: the authorities decide</source>
        <translation>无：由颁发机构决定</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>%n authority(ies)</source>
        <translation>
            <numerusform>%n 个颁发机构</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sk::ui::FormParts</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
</TS>
