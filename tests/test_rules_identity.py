from __future__ import annotations

from plan_texts import checked, findings


def test_two_programs_cannot_share_an_id() -> None:
    """The second of two programs with one id is an error, at its own line."""
    text = """\
programs:
  - {id: a, name: 产业创新}
  - name: 产城融合
    id: a
"""
    expected = """\
error ID-DUPLICATE programs[1].id (plan.yaml:4:9)
  id 'a' is already taken by programs[0]
  give it an id of its own
  编号“a”已被 programs[0] 使用
  请另取一个编号
  id = a
  first = programs[0]
"""
    assert expected == findings(text, "ID-DUPLICATE")


def test_ids_of_all_nodes_are_one_name_space() -> None:
    """A project cannot have the id of a program, nor a program that of the plan."""
    text = """\
programs:
  - id: plan
    name: 产业创新
  - id: b
    name: 产城融合
    projects:
      - {id: b, name: 新型显示基地}
"""
    expected = """\
error ID-DUPLICATE programs[0].id (plan.yaml:2:9)
  id 'plan' is already taken by the plan
  give it an id of its own
  编号“plan”已被 规划本身 使用
  请另取一个编号
  id = plan
  first = the plan
error ID-DUPLICATE programs[1].projects[0].id (plan.yaml:7:14)
  id 'b' is already taken by programs[1]
  give it an id of its own
  编号“b”已被 programs[1] 使用
  请另取一个编号
  id = b
  first = programs[1]
"""
    assert expected == findings(text, "ID-DUPLICATE")


def test_a_place_cannot_share_the_id_of_a_node() -> None:
    """A place with the id of a program, or of another place, is an error."""
    text = """\
zone: {id: ketd, name: 昆山开发区}
places:
  - {id: a, name: 昆山市}
  - {id: ketd, name: 昆山经开区}
programs:
  - {id: a, name: 产业创新}
"""
    expected = """\
error ID-DUPLICATE places[0].id (plan.yaml:3:10)
  id 'a' is already taken by programs[0]
  give it an id of its own
  编号“a”已被 programs[0] 使用
  请另取一个编号
  id = a
  first = programs[0]
error ID-DUPLICATE places[1].id (plan.yaml:4:10)
  id 'ketd' is already taken by zone
  give it an id of its own
  编号“ketd”已被 zone 使用
  请另取一个编号
  id = ketd
  first = zone
"""
    assert expected == findings(text, "ID-DUPLICATE")


def test_two_metrics_cannot_share_an_id() -> None:
    """The second definition of a metric is an error, wherever it is written."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
programs:
  - id: a
    name: 产业创新
    metrics:
      - {id: gdp, name: 生产总值, unit: 万元, kind: flow}
"""
    expected = """\
error ID-DUPLICATE programs[0].metrics[0].id (plan.yaml:7:14)
  id 'gdp' is already taken by metrics[0]
  give it an id of its own
  编号“gdp”已被 metrics[0] 使用
  请另取一个编号
  id = gdp
  first = metrics[0]
"""
    assert expected == findings(text, "ID-DUPLICATE")


def test_two_sources_cannot_share_an_id() -> None:
    """The second source with one id is an error, and a source without id is none."""
    text = """\
sources:
  - {document: 访谈记录}
  - {id: bulletin, document: 2022年统计公报}
  - {document: 访谈记录}
  - {id: bulletin, document: 2023年统计公报}
"""
    expected = """\
error ID-DUPLICATE sources[3].id (plan.yaml:5:10)
  id 'bulletin' is already taken by sources[1]
  give it an id of its own
  编号“bulletin”已被 sources[1] 使用
  请另取一个编号
  id = bulletin
  first = sources[1]
"""
    assert expected == findings(text, "ID-DUPLICATE")


def test_a_metric_may_have_the_id_of_a_node() -> None:
    """Metrics, sources and nodes are named apart, so they may share an id."""
    text = """\
sources: [{id: a, document: 统计公报}]
metrics: [{id: a, name: 投资, unit: 亿元, kind: flow}]
programs: [{id: a, name: 产业创新}]
"""
    assert "" == findings(text, "ID-DUPLICATE")


def test_every_id_is_counted_as_checked() -> None:
    """All nodes, metrics, places and sources are counted, duplicates among them."""
    text = """\
zone: {id: ketd, name: 昆山开发区}
sources: [{id: s, document: 统计公报}]
metrics: [{id: m, name: 投资, unit: 亿元, kind: flow}]
programs: [{id: a, name: 产业创新}, {id: a, name: 产城融合}]
"""
    assert 6 == checked(text, "ID-DUPLICATE")


def test_what_lies_under_a_duplicate_is_not_unknown() -> None:
    """Metrics and nodes inside a node with a taken id are known, so nothing else is told about them."""
    text = """\
programs:
  - id: a
    name: 产业创新
    projects: [{id: p1, name: 新型显示基地, serves: a2}]
  - id: a
    name: 产城融合
    metrics: [{id: inv, name: 投资, unit: 亿元, kind: flow}]
    actions: [{id: a2, name: 宜居宜业}]
observations:
  - {metric: inv, period: 2023, figure: 2亿元, subject: a2}
"""
    assert "" == findings(text, "ID-UNKNOWN")


def test_an_unknown_metric_is_found_with_the_one_meant() -> None:
    """An entry of a metric that is not defined is an error that offers the nearest."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations:
  - metric: gpd
    period: 2022
    figure: 2400亿元
"""
    expected = """\
error ID-UNKNOWN observations[0].metric (plan.yaml:3:13)
  unknown metric 'gpd'
  did you mean 'gdp'?
  指标“gpd”不存在
  请核对编号，或先声明它
  id = gpd
"""
    assert expected == findings(text, "ID-UNKNOWN")


def test_an_unknown_subject_is_found() -> None:
    """A subject that is neither a node nor a place is an error; the plan, its zone and places are known."""
    text = """\
zone: {id: ketd, name: 昆山开发区}
places: [{id: kunshan, name: 昆山市}]
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元, subject: ketd}
  - {metric: gdp, period: 2022, figure: 5006.7亿元, subject: kunshan}
  - {metric: gdp, period: 2021, figure: 2298.90亿元, subject: plan}
  - {metric: gdp, period: 2022, figure: 2400亿元, subject: keds}
"""
    expected = """\
error ID-UNKNOWN observations[3].subject (plan.yaml:8:58)
  unknown subject 'keds'
  did you mean 'ketd'?
  主体“keds”不存在
  请核对编号，或先声明它
  id = keds
"""
    assert expected == findings(text, "ID-UNKNOWN")


def test_an_unknown_source_is_found() -> None:
    """A source that the plan does not list is an error."""
    text = """\
sources: [{id: bulletin, document: 统计公报}]
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元, source: {id: buletin, place: 第3页}}
  - {metric: gdp, period: 2021, figure: 2298.90亿元, source: bulletin}
  - {metric: gdp, period: 2020, figure: 2100亿元, source: {document: 访谈记录}}
"""
    expected = """\
error ID-UNKNOWN observations[0].source (plan.yaml:4:57)
  unknown source 'buletin'
  did you mean 'bulletin'?
  来源“buletin”不存在
  请核对编号，或先声明它
  id = buletin
"""
    assert expected == findings(text, "ID-UNKNOWN")


def test_what_a_metric_refers_to_must_exist() -> None:
    """Weight, numerator, denominator and the nodes that report are looked up."""
    text = """\
metrics:
  - id: share
    name: 占比
    unit: "%"
    kind: ratio
    across: ratio_of_sums
    numerator: zone-gdp
    denominator: city-gdp
    weight: jobs
    reported_by: [a, b]
programs: [{id: a, name: 产业创新}]
"""
    expected = """\
error ID-UNKNOWN metrics[0].numerator (plan.yaml:7:16)
  unknown metric 'zone-gdp'
  the plan declares 'share'
  指标“zone-gdp”不存在
  请核对编号，或先声明它
  id = zone-gdp
error ID-UNKNOWN metrics[0].denominator (plan.yaml:8:18)
  unknown metric 'city-gdp'
  the plan declares 'share'
  指标“city-gdp”不存在
  请核对编号，或先声明它
  id = city-gdp
error ID-UNKNOWN metrics[0].weight (plan.yaml:9:13)
  unknown metric 'jobs'
  the plan declares 'share'
  指标“jobs”不存在
  请核对编号，或先声明它
  id = jobs
error ID-UNKNOWN metrics[0].reported_by (plan.yaml:10:18)
  unknown node 'b'
  the plan declares 'plan', 'a'
  节点“b”不存在
  请核对编号，或先声明它
  id = b
"""
    assert expected == findings(text, "ID-UNKNOWN")


def test_a_place_must_exist() -> None:
    """The place a node is about, and the one a place lies in, must be listed."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
programs:
  - id: a
    name: 产业创新
    place: suzhou
"""
    expected = """\
error ID-UNKNOWN zone.within (plan.yaml:1:39)
  unknown place 'kunshan'
  the plan declares 'ketd'
  地区“kunshan”不存在
  请核对编号，或先声明它
  id = kunshan
error ID-UNKNOWN programs[0].place (plan.yaml:5:12)
  unknown place 'suzhou'
  the plan declares 'ketd'
  地区“suzhou”不存在
  请核对编号，或先声明它
  id = suzhou
"""
    assert expected == findings(text, "ID-UNKNOWN")


def test_what_a_project_serves_must_exist() -> None:
    """A project cannot serve an action, or be part of a project, that does not exist."""
    text = """\
programs:
  - id: a
    name: 产业创新
    projects:
      - id: p1
        name: 新型显示基地
        serves: [a, a9]
      - id: p2
        name: 新型显示基地二期
        part_of: p9
"""
    expected = """\
error ID-UNKNOWN programs[0].projects[0].serves (plan.yaml:7:17)
  'a' is a program, not an action
  name the id of an action
  “a”是方案，不是行动
  请写行动的编号
  id = a
error ID-UNKNOWN programs[0].projects[0].serves (plan.yaml:7:17)
  unknown node 'a9'
  the plan declares none
  节点“a9”不存在
  请核对编号，或先声明它
  id = a9
error ID-UNKNOWN programs[0].projects[1].part_of (plan.yaml:10:18)
  unknown node 'p9'
  the plan declares 'p1', 'p2'
  节点“p9”不存在
  请核对编号，或先声明它
  id = p9
"""
    assert expected == findings(text, "ID-UNKNOWN")


def test_references_are_counted_as_checked() -> None:
    """What resolves is counted with what does not."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, weight: gdp}]
programs:
  - id: a
    name: 产业创新
    projects: [{id: p1, name: 新型显示基地, serves: a9}]
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元, subject: nobody}
"""
    assert 3 == checked(text, "ID-UNKNOWN")


def test_projects_that_are_part_of_each_other_run_in_a_circle() -> None:
    """The reference that closes a circle is the error."""
    text = """\
projects:
  - {id: p1, name: 产业园, part_of: p2}
  - {id: p2, name: 产业园一期, part_of: p1}
"""
    expected = """\
error ID-CIRCLE projects[1].part_of (plan.yaml:3:36)
  following 'p1' leads back to where it started
  take one of the references out
  从“p1”出发会回到起点，形成循环
  请删去其中一个引用
  id = p1
"""
    assert expected == findings(text, "ID-CIRCLE")


def test_a_project_is_no_part_of_itself() -> None:
    """A project that names itself runs in a circle."""
    text = """\
projects:
  - id: p1
    name: 产业园
    part_of: p1
"""
    expected = """\
error ID-CIRCLE projects[0].part_of (plan.yaml:4:14)
  following 'p1' leads back to where it started
  take one of the references out
  从“p1”出发会回到起点，形成循环
  请删去其中一个引用
  id = p1
"""
    assert expected == findings(text, "ID-CIRCLE")


def test_a_circle_of_places_is_told_once() -> None:
    """Places that lie in one another are one error; one that lies in them is none."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市, within: suzhou}
  - {id: suzhou, name: 苏州市, within: kunshan}
"""
    expected = """\
error ID-CIRCLE places[0].within (plan.yaml:3:38)
  following 'suzhou' leads back to where it started
  take one of the references out
  从“suzhou”出发会回到起点，形成循环
  请删去其中一个引用
  id = suzhou
"""
    assert expected == findings(text, "ID-CIRCLE")


def test_a_chain_is_no_circle() -> None:
    """A project of a package that serves two actions of one program runs in no circle."""
    text = """\
places:
  - {id: kunshan, name: 昆山市, within: suzhou}
  - {id: suzhou, name: 苏州市}
programs:
  - id: a
    name: 产业创新
    actions: [{id: a1, name: 现代产业提升}, {id: a2, name: 创新驱动发展}]
projects:
  - {id: p1, name: 产业园, serves: [a1, a2]}
  - {id: p2, name: 产业园一期, part_of: p1, serves: a1}
"""
    assert "" == findings(text, "ID-CIRCLE")


def test_links_are_counted_as_checked_for_circles() -> None:
    """Every link of a project and of a place is counted."""
    text = """\
places:
  - {id: kunshan, name: 昆山市, within: suzhou}
  - {id: suzhou, name: 苏州市}
projects:
  - {id: p1, name: 产业园}
  - {id: p2, name: 产业园一期, part_of: p1, serves: plan}
"""
    assert 3 == checked(text, "ID-CIRCLE")


def test_a_relation_s_references_are_looked_up() -> None:
    """Metric, subject and source of a figure, and the source of the relation itself."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
relations:
  - kind: order
    source: nowhere
    smaller: {metric: gpd, subject: somewhere, period: 2022}
    larger: {figure: 5亿元, source: elsewhere}
"""
    expected = """\
error ID-UNKNOWN relations[0].source (plan.yaml:4:13)
  unknown source 'nowhere'
  the plan declares none
  来源“nowhere”不存在
  请核对编号，或先声明它
  id = nowhere
error ID-UNKNOWN relations[0].smaller.metric (plan.yaml:5:23)
  unknown metric 'gpd'
  did you mean 'gdp'?
  指标“gpd”不存在
  请核对编号，或先声明它
  id = gpd
error ID-UNKNOWN relations[0].smaller.subject (plan.yaml:5:37)
  unknown subject 'somewhere'
  the plan declares 'plan'
  主体“somewhere”不存在
  请核对编号，或先声明它
  id = somewhere
error ID-UNKNOWN relations[0].larger.source (plan.yaml:6:35)
  unknown source 'elsewhere'
  the plan declares none
  来源“elsewhere”不存在
  请核对编号，或先声明它
  id = elsewhere
"""
    assert expected == findings(text, "ID-UNKNOWN")


def test_a_share_s_place_is_looked_up() -> None:
    """A share may be taken of a place that is listed, or of the plan."""
    text = """\
places: [{id: city, name: 全市}]
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: one, name: 占比, unit: '%', kind: ratio, share_of: gdp, share_in: city}
  - {id: two, name: 占比, unit: '%', kind: ratio, share_of: gdp, share_in: plan}
  - {id: three, name: 占比, unit: '%', kind: ratio, share_of: gdp, share_in: cty}
"""
    expected = """\
error ID-UNKNOWN metrics[3].share_in (plan.yaml:6:76)
  unknown place 'cty'
  did you mean 'city'?
  地区“cty”不存在
  请核对编号，或先声明它
  id = cty
"""
    assert expected == findings(text, "ID-UNKNOWN")


def test_the_metrics_of_shares_growths_and_breakdowns_are_looked_up() -> None:
    """Each has to be one that the plan defines."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, breakdowns: [[one, two]]}
  - {id: share, name: 占比, unit: '%', kind: ratio, share_of: gpd}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdpp}
"""
    expected = """\
error ID-UNKNOWN metrics[0].breakdowns (plan.yaml:2:63)
  unknown metric 'one'
  the plan declares 'gdp', 'share', 'growth'
  指标“one”不存在
  请核对编号，或先声明它
  id = one
error ID-UNKNOWN metrics[0].breakdowns (plan.yaml:2:63)
  unknown metric 'two'
  the plan declares 'gdp', 'share', 'growth'
  指标“two”不存在
  请核对编号，或先声明它
  id = two
error ID-UNKNOWN metrics[1].share_of (plan.yaml:3:61)
  unknown metric 'gpd'
  did you mean 'gdp'?
  指标“gpd”不存在
  请核对编号，或先声明它
  id = gpd
error ID-UNKNOWN metrics[2].growth_of (plan.yaml:4:62)
  unknown metric 'gdpp'
  did you mean 'gdp'?
  指标“gdpp”不存在
  请核对编号，或先声明它
  id = gdpp
"""
    assert expected == findings(text, "ID-UNKNOWN")


def test_ids_of_relations_are_given_once() -> None:
    """Those without an id need none."""
    text = """\
relations:
  - {id: r, kind: order, smaller: 1亿元, larger: 2亿元}
  - {kind: order, smaller: 1亿元, larger: 2亿元}
  - {kind: order, smaller: 1亿元, larger: 2亿元}
  - {id: r, kind: order, smaller: 1亿元, larger: 2亿元}
"""
    expected = """\
error ID-DUPLICATE relations[3].id (plan.yaml:5:10)
  id 'r' is already taken by relations[0]
  give it an id of its own
  编号“r”已被 relations[0] 使用
  请另取一个编号
  id = r
  first = relations[0]
"""
    assert expected == findings(text, "ID-DUPLICATE")
