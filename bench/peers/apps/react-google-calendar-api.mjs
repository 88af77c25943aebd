import ApiCalendar from 'react-google-calendar-api';

const calendar = new ApiCalendar({
  clientId: 'id',
  apiKey: 'key',
  scope: 'https://www.googleapis.com/auth/calendar',
  discoveryDocs: ['https://www.googleapis.com/discovery/v1/apis/calendar/v3/rest'],
});
calendar.onLoad(() => {
  calendar.handleAuthClick();
  calendar.listUpcomingEvents(10).then(console.log);
});
