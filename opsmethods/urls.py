from django.urls import path

from opsmethods.views import choosing, costs, notes, search

app_name = "opsmethods"
urlpatterns = [
    path("", notes.home, name="home"),
    path("notes/", notes.topic_list, name="topic_list"),
    path("notes/<slug:topic>/", notes.topic_detail, name="topic_detail"),
    path("notes/<slug:topic>/choose/", choosing.method_choose, name="method_choose"),
    path("notes/<slug:topic>/compare/", notes.method_compare, name="method_compare"),
    path("notes/<slug:topic>/costs/", costs.cost_compare, name="cost_compare"),
    path("notes/<slug:topic>/glossary/", notes.term_list, name="term_list"),
    path("notes/<slug:topic>/search/", search.note_search, name="note_search"),
    path("notes/<slug:topic>/themes/<slug:theme>/", notes.theme_detail, name="theme_detail"),
    path("notes/<slug:topic>/<slug:method>/", notes.method_detail, name="method_detail"),
]
