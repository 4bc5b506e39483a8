"""The names that drawn plans are made of: realistic words, invented data."""

from __future__ import annotations

__all__ = ["LABELS", "OFFICES", "OTHER_WORDS", "PLACES", "PROGRAMS", "PROJECTS", "SOURCES", "TITLES"]

PROGRAMS = ("产业创新集群", "城市更新", "Green Growth", "开放合作", "民生服务")
LABELS = ("行动", "工程", "计划", "探索", "理念")
TITLES = (
    "产业强链",
    "老旧小区改造",
    "Port Logistics",
    "人才安居",
    "数字园区",
    "低碳示范",
    "Export Support",
    "科创孵化",
)
PROJECTS = ("新型显示基地", "污水处理厂", "Logistics Hub", "人才公寓", "集成电路产业园", "Science Park")
OFFICES = ("经发局", "招商局", "规建局", "科技局", "Finance Office", "社会事业局")
PLACES = ("东园", "西园", "North Park", "港口片区", "科教片区")
SOURCES = ("示范区统计公报", "示范区政府工作报告", "Model Zone Yearbook")
OTHER_WORDS = ("规上", "含综保区", "as approved in spring", "口径同上年")
