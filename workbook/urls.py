app_name = "workbook"
urlpatterns = []
